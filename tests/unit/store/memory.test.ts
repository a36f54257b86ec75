import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openJournal, StoreFull } from '../../../lib/store/journal.ts';
import { withMemory } from '../../../lib/store/memory.ts';
import { example, states } from '../outbox/example.ts';

const file = new Blob(['CANARY-CONTENT']);

/** A journal whose disk may be full, and what was told of files in memory. */
function desk() {
  const disk = openJournal({ name: crypto.randomUUID() });
  const told: number[] = [];
  const has = { room: false };
  const journal = withMemory(
    {
      ...disk,
      add: async (...of) => {
        if (!has.room) throw new StoreFull();
        await disk.add(...of);
      },
    },
    async (files) => void told.push(files),
  );
  return { disk, journal, told, has };
}
const marked = (change = {}) => ({ ...example(), inMemory: true as const, ...change });

describe('what is not to be on the disk', () => {
  it('is kept in memory, marked and told of, though there is room', async () => {
    const { disk, journal, told, has } = desk();
    has.room = true;
    await journal.add(marked(), file);
    expect(told).toEqual([1]);
    expect(await journal.all()).toEqual({ uploads: [marked()], unreadable: [] });
    expect(await disk.all()).toEqual({ uploads: [], unreadable: [] });
  });
});

describe('where the disk is full', () => {
  it('a file is kept in memory, marked so, and told of before it is accepted', async () => {
    const { disk, journal, told } = desk();
    await journal.add(example(), file);
    expect(told).toEqual([1]);
    expect(await journal.get(example().id)).toEqual(marked());
    expect(await journal.all()).toEqual({ uploads: [marked()], unreadable: [] });
    const bytes = await journal.bytes(example().id);
    expect([bytes?.type, await bytes?.text()]).toEqual(['image/png', 'CANARY-CONTENT']);
    const read = await journal.reader(example().id);
    const part = await read?.({ from: 3, to: 9 });
    expect(part instanceof Blob && (await part.text())).toBe('ARY-CO');
    expect(await disk.all()).toEqual({ uploads: [], unreadable: [] });
  });

  it('it goes on like any other, beside those that found room', async () => {
    const { journal, told, has } = desk();
    await journal.add(example(), file);
    has.room = true;
    await journal.add(example({ id: 'upload-2' }), file);
    const attached = (one: ReturnType<typeof example>) => ({ ...one, state: states.attached });
    expect(await journal.change(example().id, attached)).toEqual(marked({ state: states.attached }));
    expect(await journal.pretend('upload-2', attached)).toMatchObject({ state: states.attached });
    await journal.wipeBytes(example().id, 'upload-2');
    expect(told).toEqual([1, 0]);
    expect([await journal.bytes(example().id), await journal.bytes('upload-2')]).toEqual([null, null]);
    expect((await journal.all()).uploads).toHaveLength(2);
    await journal.forget(example().id, 'upload-2');
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [] });
    expect(told).toEqual([1, 0]);
  });

  it('what else may go wrong is no reason to keep anything in memory', async () => {
    const { journal } = desk();
    const broken = withMemory(
      { ...journal, add: () => Promise.reject(new Error('broken')) },
      async () => undefined,
    );
    await expect(broken.add(example(), file)).rejects.toThrow('broken');
    expect(await broken.get(example().id)).toBeNull();
  });
});
