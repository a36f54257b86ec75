import { uploadFiles } from '../data.ts';
import { signGet, signPut } from '../signature.ts';
import type { StoredFile, World } from '../world.ts';
import { type Act, type Answer, accessDenied, type Call, refusal } from './answers.ts';

export const terms = (world: World) => ({
  lifetime: world.switches.signedUrlLifetime,
  now: new Date(world.now()),
});

/** The file of the path, if this user may see it. */
export function fileOf({ world, path, claims, entry }: Call): StoredFile | Answer {
  const file = world.file(path.id ?? '');
  if (!file) return refusal(404, 'FILE_ID_NOT_FOUND', { ids: [path.id] });
  entry.fileName = file.name;
  return file.organizationId === claims.tenantId ? file : accessDenied();
}

export const createUpload: Act = async ({ world, claims, body, entry }) => {
  if (!claims.scopes.includes(uploadFiles)) return accessDenied();
  const { name, mimeType } = body as { name: string; mimeType: string };
  const { id, key } = world.addFile(name, mimeType, claims.tenantId);
  Object.assign(entry, { fileId: id, fileName: name, contentType: mimeType });
  const signedType = world.switches.signedContentType === 'strict' ? mimeType : null;
  return {
    status: 200,
    json: { name, mimeType, id, signedUrl: await signPut(key, signedType, terms(world)) },
  };
};

export const download: Act = async (call) => {
  const file = fileOf(call);
  if ('status' in file) return file;
  return {
    status: 200,
    json: await downloadAnswer(call.world, file, call.query.get('contentDisposition') ?? 'INLINE'),
  };
};

export async function downloadAnswer(
  world: World,
  { id, name, mimeType, key }: StoredFile,
  disposition: string,
) {
  const text = `${disposition.toLowerCase()}; filename*=UTF-8''${encodeURIComponent(name)}`;
  return { name, mimeType, id, signedUrl: await signGet(key, text, terms(world)) };
}
