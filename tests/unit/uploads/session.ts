import type { Session } from '../../../lib/session/sessions.ts';

/** An invented nurse, signed in. */
export function session(change: Partial<Session> = {}): Session {
  return {
    portal: 'https://organization.app.dev.sandbox.biot-med.com',
    api: 'https://api.dev.sandbox.biot-med.com',
    token: 'a.b.c',
    user: 'nurse',
    organization: 'northfield',
    language: 'en-us',
    refused: false,
    ...change,
  };
}
