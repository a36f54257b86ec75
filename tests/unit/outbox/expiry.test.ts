import { describe, expect, it } from 'vitest';
import { expiryOf, hasExpired, keptFor } from '../../../lib/outbox/expiry.ts';
import type { UploadState } from '../../../lib/outbox/upload.ts';
import { example } from './example.ts';

const of = (state: UploadState, createdAt = 0) => example({ state, createdAt });
const start = { from: 'start' } as const;

describe('bytes that are kept', () => {
  it.each<UploadState>([
    { at: 'accepted' },
    { at: 'waiting', why: 'session', notBefore: 0, resume: start },
    { at: 'failed', reason: 'server', resume: start },
  ])('for %j expire after a day', (state) => {
    expect(hasExpired(of(state), keptFor - 1)).toBe(false);
    expect(hasExpired(of(state), keptFor)).toBe(true);
  });

  it.each<UploadState>([
    { at: 'sending', fileId: 'f1' },
    { at: 'waiting', why: 'session', notBefore: 0, resume: { from: 'attach', fileId: 'f1' } },
    { at: 'attached', fileId: 'f1' },
    { at: 'cancelled' },
  ])('for %j do not: they are in use, or needed no more', (state) => {
    expect(hasExpired(of(state), 10 * keptFor)).toBe(false);
  });

  it('are looked after when the next ones expire', () => {
    const uploads = [of({ at: 'accepted' }, 5), of({ at: 'accepted' }, 3), of({ at: 'cancelled' }, 1)];
    expect(expiryOf(uploads, 10)).toBe(3 + keptFor);
    expect(expiryOf(uploads, 4 + keptFor)).toBe(5 + keptFor);
    expect(expiryOf([], 0)).toBeNull();
  });
});
