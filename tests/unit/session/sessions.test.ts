import { describe, expect, it } from 'vitest';
import { belongs, observe, refuse, type Session, sessionOf, without } from '../../../lib/session/sessions.ts';
import { bearerOf } from '../../../lib/session/token.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object) => `${part({ alg: 'RS512' })}.${part(claims)}.c2ln`;
const bearer = (user: string, more: object = {}) =>
  `Bearer ${token({ sub: user, tenantId: 'northfield', tokenType: 'USER', ...more })}`;

const portal = 'https://organization.app.dev.sandbox.biot-med.com';
const api = 'https://api.dev.sandbox.biot-med.com';
const call = (authorization: string, language: string | null = 'en-us') => ({
  portal,
  api,
  authorization,
  language,
});

describe('a token', () => {
  it('tells its user and organization, whatever their script', () => {
    expect(bearerOf(bearer('נועה'))?.owner).toEqual({ user: 'נועה', organization: 'northfield' });
  });
  it.each([
    'Basic bmFtZTpwYXNz',
    'Bearer opaque',
    'Bearer a.b.c',
    bearer('n', { tokenType: 'REFRESH' }),
    bearer('n', { tenantId: 7 }),
  ])('is not read from %s', (header) => expect(bearerOf(header)).toBeNull());
});

describe('a session', () => {
  const first = observe([], call(bearer('nurse', { jti: 1 })));

  it('is what a portal’s call has shown', () => {
    expect(first).toMatchObject([
      { portal, api, user: 'nurse', organization: 'northfield', language: 'en-us' },
    ]);
  });

  it('stays the same object while nothing is new', () => {
    expect(observe(first, call(bearer('nurse', { jti: 1 })))).toBe(first);
    expect(observe(first, call('Basic x'))).toBe(first);
  });

  it('takes the newer token, and with it leaves a refusal behind', () => {
    const [old] = first;
    const refused = refuse(first, old?.token ?? '');
    expect(refused).toMatchObject([{ refused: true }]);
    const renewed = observe(refused, call(bearer('nurse', { jti: 2 })));
    expect(renewed).toMatchObject([{ user: 'nurse', refused: false }]);
    expect(renewed).toHaveLength(1);
  });

  it('stays refused when the portal only asks in another language', () => {
    const refused = refuse(first, first[0]?.token ?? '');
    const again = observe(refused, call(bearer('nurse', { jti: 1 }), 'he'));
    expect(again).toMatchObject([{ language: 'he', refused: true }]);
  });

  it('of somebody else on the same portal stands beside the former one, until that one has left', () => {
    const both = observe(first, call(bearer('clinician')));
    expect(both.map(({ user }) => user)).toEqual(['nurse', 'clinician']);
    const owner = { portal, api, user: 'nurse', organization: 'northfield' };
    expect(both.map((one) => belongs(one, owner))).toEqual([true, false]);
    expect(without(both, owner).map(({ user }) => user)).toEqual(['clinician']);
  });

  it('is found by its owner, and by no other user, organization, portal or platform', () => {
    const owner = { portal, api, user: 'nurse', organization: 'northfield' };
    expect(sessionOf(first, owner)).toBe(first[0]);
    for (const change of [
      { user: 'clinician' },
      { organization: 'southbank' },
      { portal: 'https://manufacturer.app.dev.sandbox.biot-med.com' },
      { api: 'https://api.example' },
    ])
      expect(sessionOf(first, { ...owner, ...change })).toBeNull();
  });

  it('is one of 64 at most', () => {
    const users = Array.from({ length: 70 }, (_, index) => call(bearer(`user ${index}`)));
    const known = users.reduce<readonly Session[]>(observe, []);
    expect(known).toHaveLength(64);
    expect(known[0]?.user).toBe('user 6');
  });
});

describe('a page that pretends to be a portal', () => {
  const evil = 'https://portal.evil.example';
  const nurse = { portal, api, user: 'nurse', organization: 'northfield' };
  const before = observe([], call(bearer('nurse')));

  it('that calls somebody else’s API speaks for itself only, even under a name it has made up', () => {
    const forged = { portal: evil, api, authorization: bearer('nurse', { jti: 'forged' }), language: 'en' };
    const after = observe(before, forged);
    expect(sessionOf(after, nurse)).toBe(before[0]);
    expect(sessionOf(after, { ...nurse, portal: evil })?.token).not.toBe(before[0]?.token);
    for (const one of after) expect(belongs(one, { ...nurse, portal: evil })).toBe(one.portal === evil);
  });

  it('that calls its own API never gets a token that was seen elsewhere', () => {
    expect(sessionOf(before, { ...nurse, portal: evil })).toBeNull();
    expect(sessionOf(before, { ...nurse, api: 'https://api.evil.example' })).toBeNull();
  });

  it('ends no session but its own when somebody else signs in there', () => {
    const both = observe(before, { portal: evil, api, authorization: bearer('nurse'), language: 'en' });
    const left = without(both, { portal: evil, user: 'nurse', organization: 'northfield' });
    expect(left).toEqual(before);
  });
});
