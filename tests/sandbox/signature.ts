import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { bucket, region } from './hosts.ts';

/** Invented; AWS documents keys of this shape as examples. */
const accessKeyId = 'AKIASANDBOXEXAMPLE00';
const secretAccessKey = 'sandbox/secret/EXAMPLEKEY';

const client = new S3Client({
  region,
  credentials: { accessKeyId, secretAccessKey },
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});

interface Terms {
  /** Seconds. */
  lifetime: number;
  now: Date;
}

/** With a content type the PUT has to carry exactly that one. */
export function signPut(key: string, contentType: string | null, { lifetime, now }: Terms): Promise<string> {
  const type = contentType === null ? {} : { ContentType: contentType };
  return getSignedUrl(client, new PutObjectCommand({ Bucket: bucket, Key: key, ...type }), {
    expiresIn: lifetime,
    signingDate: now,
    signableHeaders: new Set(contentType === null ? [] : ['content-type']),
  });
}

export function signPart(
  key: string,
  uploadId: string,
  part: number,
  { lifetime, now }: Terms,
): Promise<string> {
  const command = new UploadPartCommand({ Bucket: bucket, Key: key, UploadId: uploadId, PartNumber: part });
  return getSignedUrl(client, command, { expiresIn: lifetime, signingDate: now });
}

export function signGet(key: string, disposition: string, { lifetime, now }: Terms): Promise<string> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, ResponseContentDisposition: disposition });
  return getSignedUrl(client, command, { expiresIn: lifetime, signingDate: now });
}

export interface SignedRequest {
  method: string;
  /** The absolute address as asked for. */
  url: URL;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  now: Date;
}

export type Verdict = 'good' | 'unsigned' | 'expired' | 'tampered';

/** Computes the signature again from what arrived, as S3 does, and holds it against the one in the address. */
export function verify({ method, url, headers, now }: SignedRequest): Verdict {
  const query = [...url.searchParams];
  const of = (name: string) => url.searchParams.get(name) ?? '';
  const given = of('X-Amz-Signature');
  const [keyId = '', day = '', ...scope] = of('X-Amz-Credential').split('/');
  if (!given || keyId !== accessKeyId) return 'unsigned';

  const signedHeaders = of('X-Amz-SignedHeaders').split(';');
  if (!signedHeaders.includes('host')) return 'tampered';
  const canonical = [
    method,
    url.pathname,
    query
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...signedHeaders.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    signedHeaders.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const date = of('X-Amz-Date');
  const text = ['AWS4-HMAC-SHA256', date, [day, ...scope].join('/'), sha256(canonical)].join('\n');
  const key = [day, ...scope].reduce<string | Buffer>(
    (secret, step) => hmac(secret, step),
    `AWS4${secretAccessKey}`,
  );
  const expected = hmac(key, text).toString('hex');
  if (!same(expected, given)) return 'tampered';

  const until = instant(date) + Number(of('X-Amz-Expires')) * 1000;
  return now.getTime() <= until ? 'good' : 'expired';
}

/** AWS's date form, 20260102T030405Z, in milliseconds since the epoch. */
function instant(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const same = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
