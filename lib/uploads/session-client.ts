import { type BiotClient, createBiotClient } from '../biot/client.ts';
import type { Answer } from '../biot/trouble.ts';
import type { Session } from '../session/sessions.ts';
import type { Speak } from './voices.ts';

interface Means {
  /** The person's session as it stands at this moment; null once it is gone. */
  present(): Promise<Session | null>;
  /** The API has answered 401 to this token. */
  refused(token: string): Promise<void>;
  /** Lets a call go out under the portal's origin. */
  speak: Speak;
  create?: typeof createBiotClient;
}

/**
 * BioT's API under one person's session: each call goes out with the newest token the portal has used, and
 * with none that the API has refused. Nothing else in the extension speaks to the API.
 */
export function sessionClient(
  language: string,
  { present, refused, speak, create = createBiotClient }: Means,
): BiotClient {
  async function call<T>(ask: (client: BiotClient) => Promise<Answer<T>>): Promise<Answer<T>> {
    const session = await present();
    if (session === null || session.refused) return { ok: false, trouble: { is: 'session' } };
    const { api, token } = session;
    const answer = await speak(session, () => ask(create({ api, token: () => token, language })));
    if (!answer.ok && answer.trouble.is === 'session') await refused(token);
    return answer;
  }
  return {
    createFile: (...of) => call((client) => client.createFile(...of)),
    createParts: (...of) => call((client) => client.createParts(...of)),
    signParts: (...of) => call((client) => client.signParts(...of)),
    completeParts: (...of) => call((client) => client.completeParts(...of)),
    cancelParts: (...of) => call((client) => client.cancelParts(...of)),
    readEntity: (...of) => call((client) => client.readEntity(...of)),
    list: (...of) => call((client) => client.list(...of)),
    patchEntity: (...of) => call((client) => client.patchEntity(...of)),
    createEntity: (...of) => call((client) => client.createEntity(...of)),
    deleteEntity: (...of) => call((client) => client.deleteEntity(...of)),
    listTemplates: (...of) => call((client) => client.listTemplates(...of)),
    readTemplate: (...of) => call((client) => client.readTemplate(...of)),
    download: (...of) => call((client) => client.download(...of)),
    readSelf: () => call((client) => client.readSelf()),
  };
}
