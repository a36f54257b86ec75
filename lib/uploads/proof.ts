/**
 * What a store's answer to a PUT proves of the bytes it holds. Rejects where the bytes cannot be read any more.
 * With the MD5 they are not read at all.
 */
export type Proof = (
  header: (name: string) => string | null,
  body: Blob,
  md5?: string,
) => Promise<'stored' | 'unproven' | 'altered'>;

/**
 * S3's ETag of a single PUT is the MD5 of what it has stored, unless the object is encrypted with a key of KMS's
 * or of the customer's, or came in parts: then it may look like one and says nothing of the bytes.
 */
export const proofIn: Proof = async (header, body, md5) => {
  const [, told = null] = /^(?:W\/)?"?([0-9a-f]{32})"?$/i.exec(header('etag')?.trim() ?? '') ?? [];
  const isEncrypted =
    header('x-amz-server-side-encryption')?.startsWith('aws:kms') === true ||
    header('x-amz-server-side-encryption-customer-algorithm') !== null;
  if (told === null || isEncrypted) return 'unproven';
  // Where bytes are carried only, and with the first of them only.
  const held = md5 ?? (await (await import('./md5.ts')).md5Of(body));
  return held === told.toLowerCase() ? 'stored' : 'altered';
};
