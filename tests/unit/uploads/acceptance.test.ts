import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../lib/store/journal.ts';
import { createAcceptance } from '../../../lib/uploads/acceptance.ts';
import { example, states } from '../outbox/example.ts';

const bytes = new Blob(['bytes']);
const upload = (id: string) => example({ id, file: { ...example().file, digest: 'same' } });
const journalOf = () => openJournal({ name: crypto.randomUUID() });
const [stands, gone] = [async () => true, async () => false];

describe('what was admitted', () => {
  it('is kept once, though it comes from two tabs at once', async () => {
    const journal = journalOf();
    const accept = createAcceptance(journal);
    const all = ['u1', 'u2', 'u3'].map((id) => accept(upload(id), bytes, stands));
    expect(await Promise.all(all)).toEqual([null, 'on-its-way', 'on-its-way']);
    expect((await journal.all()).uploads.map(({ id }) => id)).toEqual(['u1']);
  });

  it('waits for nothing that goes to another place', async () => {
    const journal = journalOf();
    const accept = createAcceptance(journal);
    await journal.add({ ...upload('u1'), state: states.attached }, bytes);
    const looking = Promise.withResolvers<boolean>();
    const held = accept(upload('u2'), bytes, () => looking.promise);
    const elsewhere = { ...upload('u3'), target: { ...example().target, attribute: 'another' } };
    expect(await accept(elsewhere, bytes, stands)).toBeNull();
    looking.resolve(true);
    expect(await held).toBe('already-attached');
  });

  it('is kept again where the record does not hold it any more', async () => {
    const journal = journalOf();
    const accept = createAcceptance(journal);
    await journal.add({ ...upload('u1'), state: states.attached }, bytes);
    expect(await accept(upload('u2'), bytes, stands)).toBe('already-attached');
    expect(await accept(upload('u2'), bytes, gone)).toBeNull();
  });

  it.each([
    [new DOMException('Gone', 'NotReadableError'), 'unreadable'],
    [new Error('Anything'), 'not-kept'],
  ])('and cannot be kept says why, and holds up nobody behind it: %s', async (cause, reason) => {
    const journal = journalOf();
    let first = true;
    const accept = createAcceptance({
      ...journal,
      async add(...of) {
        if (!first) return journal.add(...of);
        first = false;
        throw cause;
      },
    });
    const all = ['u1', 'u2'].map((id) => accept(upload(id), bytes, stands));
    expect(await Promise.all(all)).toEqual([reason, null]);
  });
});
