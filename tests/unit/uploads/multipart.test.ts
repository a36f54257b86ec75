import { describe, expect, it } from 'vitest';
import type { Upload, UploadState } from '../../../lib/outbox/upload.ts';
import { effect } from '../../../lib/uploads/effects.ts';
import type { PutResult } from '../../../lib/uploads/put.ts';
import { sentOf } from '../../../lib/uploads/sent.ts';
import { example, states } from '../outbox/example.ts';
import { platform, troubles } from './platform.ts';
import { carriedOut, now, reachOf, written } from './reach.ts';

const mebibyte = 1024 ** 2;
/** Of nine parts, the last of them small. */
const size = 64 * mebibyte + 5;
const partSize = 8 * mebibyte;
const upload = (state: UploadState): Upload => {
  const { file, target } = example();
  return example({ state, attempts: 0, file: { ...file, size }, target: { ...target, before: null } });
};
const begun = (etags: Record<number, string> = {}) =>
  upload({ at: 'sending', fileId: 'f1', parts: { size: partSize, etags } });
const etagsOf = (...parts: number[]) => Object.fromEntries(parts.map((part) => [part, `"${part}"`]));
const address = (part: number) => `https://s3.amazonaws.com/bucket/f1/${part}`;
const refused = (status: number): PutResult => ({ is: 'refused', status, code: null });

/** A store that answers each PUT by what the test says of it; without a word it is stored. */
function storing(biot = platform(), answers: (part: number, tries: number) => PutResult | null = () => null) {
  const { reach, heard, stored } = reachOf(biot);
  const puts: { id: string; type: string | null; text: string }[] = [];
  reach.carrier.put = async ({ id, type, body }) => {
    puts.push({ id, type, text: await written(body) });
    const part = Number(id.split('#')[1]);
    const tries = puts.filter((put) => put.id === id).length;
    return answers(part, tries) ?? { is: 'stored', etag: `"${part}"` };
  };
  return { biot, reach, heard, stored, puts, numbers: () => puts.map(({ id }) => Number(id.split('#')[1])) };
}
const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('a large file', () => {
  it('is named with addresses for the first parts', async () => {
    const { biot, reach } = storing();
    expect(await effect(upload(states.creating), reach)).toEqual({
      type: 'partsBegun',
      fileId: 'f1',
      partSize,
      now,
    });
    expect(biot.calls).toEqual(['create-parts wound.png image/png 4']);
    expect([...reach.addresses]).toEqual([1, 2, 3, 4].map((part) => [`f1#${part}`, address(part)]));
  });

  it('is sent in parts of its own bytes, joined in order, and attached', async () => {
    const { biot, reach, puts, stored } = storing();
    const { state } = await carriedOut(upload(states.accepted), reach);
    expect(state).toEqual({ at: 'attached', fileId: 'f1' });
    expect(puts.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      all.map((part) => ({
        id: `f1#${part}`,
        type: null,
        text: `${(part - 1) * partSize} to ${part === 9 ? size : part * partSize}`,
      })),
    );
    expect(stored.toSorted()).toEqual(all.map((part) => `f1 ${part} "${part}"`));
    expect(biot.calls).toContain(`complete f1 ${all.map((part) => `"${part}"`).join(' ')}`);
    expect(biot.done().filter((call) => call === 'sign-parts')).toHaveLength(2);
  });

  it('goes on with the parts that are missing, and sends none again', async () => {
    const { biot, reach, numbers } = storing();
    expect(await effect(begun(etagsOf(1, 2, 3, 5, 7, 8)), reach)).toEqual({ type: 'sent', now });
    expect(numbers().toSorted()).toEqual([4, 6, 9]);
    expect(biot.calls.at(-1)).toBe(`complete f1 ${all.map((part) => `"${part}"`).join(' ')}`);
  });

  it('of which the store has made less than was sent is attached nowhere', async () => {
    const { reach } = storing();
    const short = { ...reach, storedSize: async () => ({ size: size - 1 }) };
    expect(await effect(begun(), short)).toMatchObject({ type: 'heldBack', why: 'altered' });
  });

  it('of which all is stored is only completed', async () => {
    const { biot, reach } = storing();
    expect(await effect(begun(etagsOf(...all)), reach)).toEqual({ type: 'sent', now });
    expect(biot.done()).toEqual(['complete']);
  });

  it('has one part under way at a time, those of other files counted', async () => {
    const { reach } = storing();
    let [present, most] = [0, 0];
    reach.carrier.put = async ({ id }) => {
      present += 1;
      most = Math.max(most, present);
      await new Promise((done) => setTimeout(done));
      present -= 1;
      return { is: 'stored', etag: id };
    };
    await Promise.all([effect(begun(), reach), effect({ ...begun(), id: 'u2' }, reach)]);
    expect(most).toBe(1);
  });

  it('that comes to a halt begins no further part, and keeps what is stored', async () => {
    const { reach, stored, numbers } = storing(platform(), (part) =>
      part === 3 ? { is: 'unreachable' } : null,
    );
    expect(await effect(begun(), reach)).toMatchObject({ type: 'heldBack', why: 'network' });
    expect(numbers()).toEqual([1, 2, 3]);
    expect(stored).toEqual(['f1 1 "1"', 'f1 2 "2"']);
  });

  it('whose carrier breaks says so, and keeps what is stored', async () => {
    const { reach, stored } = storing();
    const { put } = reach.carrier;
    reach.carrier.put = (job, signal) =>
      job.id === 'f1#3' ? Promise.reject(new Error('broken')) : put(job, signal);
    await expect(effect(begun(), reach)).rejects.toThrow('broken');
    expect(stored).toEqual(['f1 1 "1"', 'f1 2 "2"']);
  });

  it('gets another address for each part whose address is turned down, once', async () => {
    const lucky = storing(platform(), (_, tries) => (tries === 1 ? refused(403) : null));
    expect(await effect(begun(), lucky.reach)).toEqual({ type: 'sent', now });
    expect(lucky.biot.calls).toContain('sign-parts f1 9 9');
    const unlucky = storing(platform(), (part) => (part === 2 ? refused(403) : null));
    expect(await effect(begun(), unlucky.reach)).toMatchObject({ type: 'addressRefused' });
  });

  it('that the store knows no more begins anew, once', async () => {
    const { biot, reach } = storing(platform(), () => refused(404));
    expect((await carriedOut(upload(states.accepted), reach)).state).toEqual({
      at: 'failed',
      reason: 'storage-refused',
      resume: { from: 'start' },
    });
    expect(biot.done().filter((call) => call === 'create-parts')).toHaveLength(2);
  });

  it('that BioT knows no more begins anew, once', async () => {
    for (const stored of [[1, 2], all]) {
      const { biot, reach } = storing();
      biot.has.parts = 'gone';
      expect(await effect(begun(etagsOf(...stored)), reach)).toMatchObject({ type: 'addressRefused' });
    }
  });

  it('whose parts nobody gives an address for waits', async () => {
    const { biot, reach, numbers } = storing();
    reach.client.signParts = async () => ({ ok: true, value: { id: 'f1', signedUrls: [] } });
    expect(await effect(begun(), reach)).toMatchObject({ type: 'heldBack', why: 'server' });
    expect(numbers()).toEqual([]);
    expect(biot.done()).toEqual([]);
  });

  it('waits for a session where its token is refused on the way', async () => {
    const { biot, reach, heard } = storing();
    biot.refusing.set('sign-parts', troubles.session);
    expect(await effect(begun(), reach)).toMatchObject({ type: 'heldBack', why: 'session' });
    expect(heard.refused).toBeGreaterThan(0);
  });

  it('goes whole where the platform has no parts, and is not asked again', async () => {
    const { biot, reach } = storing();
    biot.has.parts = 'absent';
    expect((await carriedOut(upload(states.accepted), reach)).state.at).toBe('attached');
    expect(await effect(upload(states.creating), reach)).toMatchObject({ type: 'created', fileId: 'f2' });
    expect(biot.done().filter((call) => call?.startsWith('create'))).toEqual([
      'create-parts',
      'create',
      'create',
    ]);
  });

  it('goes whole where the browser does not show what the store has answered', async () => {
    const { biot, reach } = storing(platform(), () => ({ is: 'stored' }));
    expect((await carriedOut(upload(states.accepted), reach)).state).toEqual({
      at: 'attached',
      fileId: 'f2',
    });
    expect(biot.done()).toContain('cancel-parts');
  });

  it('is too large where it can neither be sent in parts nor whole', async () => {
    const { biot, reach } = storing();
    biot.has.parts = 'absent';
    const { file } = example();
    const huge = { ...upload(states.creating), file: { ...file, size: 5 * 1024 ** 3 + 1 } };
    expect(await effect(huge, reach)).toEqual({ type: 'failed', reason: 'too-large', now });
  });

  it('that is cancelled sends nothing more', async () => {
    const { reach, numbers } = storing();
    reach.stored = async () => false;
    expect(await effect(begun(), reach)).toEqual({ type: 'cancelled', now });
    expect(numbers()).toEqual([1]);
    const before = storing();
    const event = await effect(begun(), { ...before.reach, signal: AbortSignal.abort() });
    expect(event).toEqual({ type: 'cancelled', now });
    expect(before.numbers()).toEqual([]);
  });

  it('is not sent without its bytes', async () => {
    const { reach, numbers } = storing();
    const failed = { type: 'failed', reason: 'bytes-lost', now };
    expect(await effect(begun(), { ...reach, reader: async () => null })).toEqual(failed);
    expect(numbers()).toEqual([]);
    const other = storing(platform(), () => ({ is: 'lost' }));
    expect(await effect(begun(), other.reach)).toEqual(failed);
  });
});

describe('how much of it has left', () => {
  it('is the sum of parts stored and parts under way', () => {
    const left = new Map([
      ['f1#2', 1000],
      ['f1#3', 500],
      ['f1#9', 2],
      ['f1', 77],
    ]);
    const of = (id: string) => left.get(id) ?? 0;
    // The second part is stored: what was heard while it was under way is in it.
    expect(sentOf(begun(etagsOf(1, 2)), of)).toBe(2 * partSize + 502);
    expect(sentOf(begun(etagsOf(...all)), of)).toBe(size);
    expect(sentOf(upload(states.sending), of)).toBe(77);
    expect(sentOf(upload(states.accepted), of)).toBe(0);
  });
});
