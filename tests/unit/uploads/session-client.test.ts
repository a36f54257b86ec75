import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../lib/biot/client.ts';
import type { Session } from '../../../lib/session/sessions.ts';
import { sessionClient } from '../../../lib/uploads/session-client.ts';
import { platform, troubles } from './platform.ts';
import { session } from './session.ts';

/** A session that changes while a client of it is held, and what goes out under it. */
function signedIn(present: { session: Session | null }) {
  const biot = platform();
  const spoken: Credentials[] = [];
  const refused: string[] = [];
  const client = sessionClient('he', {
    present: async () => present.session,
    refused: async (token) => void refused.push(token),
    speak: (_, call) => call(),
    create: (credentials) => {
      spoken.push(credentials);
      return biot.client;
    },
  });
  return { biot, client, refused, tokens: () => spoken.map(({ token }) => token()), spoken };
}

describe('a client of a session', () => {
  it('speaks with the newest token, in the language it was made for', async () => {
    const present = { session: session() };
    const { client, tokens, spoken } = signedIn(present);
    await client.readEntity('/p1');
    present.session = session({ token: 'd.e.f', language: 'de' });
    await client.readEntity('/p1');
    expect(tokens()).toEqual(['a.b.c', 'd.e.f']);
    expect(spoken.map(({ language }) => language)).toEqual(['he', 'he']);
  });

  it.each([null, session({ refused: true })])(
    'sends nothing when it has no token to use: %j',
    async (stands) => {
      const { client, biot, tokens, refused } = signedIn({ session: stands });
      const answers = await Promise.all([
        client.createFile('wound.png', 'image/png'),
        client.readEntity('/p1'),
        client.patchEntity('/p1', {}),
        client.readTemplate('t1'),
        client.download('f1'),
        client.readSelf(),
      ]);
      for (const answer of answers) expect(answer).toEqual({ ok: false, trouble: troubles.session });
      expect([biot.calls, tokens(), refused]).toEqual([[], [], []]);
    },
  );

  it('tells which token the API has refused', async () => {
    const { client, biot, refused } = signedIn({ session: session() });
    biot.refusing.set('download', troubles.session);
    expect(await client.download('f1')).toEqual({ ok: false, trouble: troubles.session });
    expect(refused).toEqual(['a.b.c']);
  });

  it.each([troubles.denied, troubles.network, troubles.server])(
    'takes %j for no refusal',
    async (trouble) => {
      const { client, biot, refused } = signedIn({ session: session() });
      biot.refusing.set('download', trouble);
      await client.download('f1');
      expect(refused).toEqual([]);
    },
  );

  it('hands on what it is asked', async () => {
    const { client, biot } = signedIn({ session: session() });
    await client.createFile('wound.png', 'image/png');
    await client.patchEntity('/p1', { wound_photo: { id: 'f1' } });
    expect(biot.calls).toEqual(['create wound.png image/png', 'patch /p1 {"wound_photo":{"id":"f1"}}']);
  });
});
