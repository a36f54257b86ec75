import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../lib/biot/trouble.ts';

const refused = (reason: string) => ({ is: 'refused', reason });

describe('an unsuccessful answer', () => {
  it.each([
    [401, 'TOKEN_NOT_VALID', { is: 'session' }],
    [401, null, { is: 'session' }],
    [403, 'ACCESS_DENIED', refused('access-denied')],
    [403, 'SOMETHING_NEW', refused('access-denied')],
    [403, null, refused('firewall')],
    [400, 'ATTRIBUTE_NOT_VALID_FOR_TEMPLATE', refused('attribute-gone')],
    [400, 'SOMETHING_NEW', refused('value-refused')],
    [404, 'USER_NOT_FOUND', refused('record-gone')],
    [404, 'FILE_ID_NOT_FOUND', refused('not-stored')],
    [413, null, refused('too-large')],
    [429, null, { is: 'later', why: 'server', retryAfter: null }],
    [504, 'GATEWAY_TIMEOUT', { is: 'later', why: 'server', retryAfter: null }],
  ])('of %i %s has one meaning', (status, code, trouble) => {
    expect(troubleOf(status, code, null)).toEqual(trouble);
  });

  it('says for how long to wait in seconds', () => {
    expect(troubleOf(503, null, '7')).toMatchObject({ retryAfter: 7000 });
  });

  it('says nothing of a wait that it cannot spell', () => {
    expect(troubleOf(503, null, 'soon')).toMatchObject({ retryAfter: null });
  });
});
