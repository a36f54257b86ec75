import type { Sandbox } from '../../sandbox/sandbox.ts';
import { ask, type Reply } from './proxied.ts';

/** Somebody signed in, with the portal's headers. */
export async function signIn(sandbox: Sandbox, name: 'nurse' | 'observer' | 'clinician') {
  const user = sandbox.users.find(({ password }) => password === name);
  const headers = { accept: 'application/json', 'content-type': 'application/json', origin: sandbox.portal };
  const login = await ask(sandbox.proxyPort, `${sandbox.api}/ums/v2/users/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: user?.username, password: name }),
  });
  const { accessJwt, refreshJwt } = login.json() as {
    accessJwt: { token: string };
    refreshJwt: { token: string };
  };

  const call = (
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Reply> =>
    ask(sandbox.proxyPort, sandbox.api + path, {
      method,
      headers: { ...headers, authorization: `Bearer ${accessJwt.token}`, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  return {
    call,
    refreshToken: refreshJwt.token,
    create: async (name: string, mimeType: string) => {
      const { id, signedUrl } = (await call('POST', '/file/v1/files/upload', { name, mimeType })).json();
      return { id: String(id), signedUrl: String(signedUrl) };
    },
    put: (signedUrl: string, bytes: Uint8Array, type: string, more: Record<string, string> = {}) =>
      ask(sandbox.proxyPort, signedUrl, {
        method: 'PUT',
        headers: { 'content-type': type, ...more },
        body: bytes,
      }),
    attach: (patientId: string, value: Record<string, unknown>) =>
      call('PATCH', `/organization/v1/users/patients/${patientId}`, value),
  };
}
