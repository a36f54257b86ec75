import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../entrypoints/assign/board.ts';
import { createExamining } from '../../../entrypoints/assign/examining.ts';
import { hashedWhole } from '../../../lib/files/digest.ts';

const entry = (path: string, size = 1): Entry => ({
  ...{ file: new File([new Uint8Array(size)], path), tags: null, path, size, type: '', values: {} },
  ...{ chosen: null, attribute: null, isSkipped: false, match: { is: 'none' }, sent: null, upload: null },
  plan: { is: 'none' },
});
const all = { type: 'image/png', extension: 'png', digest: 'd', md5: 'm' };
const fileOf = ({ file }: Entry) => file as File;

/** A table whose files are looked into when it is said so. */
function desk(entries: Entry[], isLasting = true) {
  const asked: { how: string; name: string; answer: PromiseWithResolvers<typeof all | null> }[] = [];
  const learnt: [string, string][] = [];
  const look = (how: string) => (_: Blob, name: string) => {
    const answer = Promise.withResolvers<typeof all | null>();
    asked.push({ how, name, answer });
    return answer.promise;
  };
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const board = {
    entries,
    learn(types: ReadonlyMap<Entry, string>) {
      for (const [{ path }, type] of types) learnt.push([path, type]);
      if (!examining.isRunning()) end();
    },
  };
  const looks = { kind: look('kind'), whole: look('whole') };
  const examining = createExamining(board, looks, isLasting, (begin) => begin());
  const settled = () => new Promise((next) => setImmediate(next));
  const answer = async (what: typeof all | null = all) => {
    asked.shift()?.answer.resolve(what);
    await settled();
  };
  return { examining, asked, learnt, answer, ended, settled };
}

describe('files that come into the table', () => {
  it('are looked into two at a time, each once, and the table learns what they are', async () => {
    const entries = ['a', 'b', 'c'].map((path) => entry(path));
    const { examining, asked, learnt, answer, ended } = desk(entries);
    examining.begin();
    examining.begin();
    expect(asked.map(({ name }) => name)).toEqual(['a', 'b']);
    while (asked.length > 0) await answer();
    examining.begin();
    expect(asked).toEqual([]);
    expect(examining.isRunning()).toBe(true);
    await ended;
    expect(learnt).toEqual(['a', 'b', 'c'].map((path) => [path, 'image/png']));
    expect(examining.isRunning()).toBe(false);
  });

  it('are not read again when they are sent, where none can have changed since', async () => {
    const [one] = [entry('a')];
    const { examining, asked, answer } = desk([one]);
    examining.begin();
    // While it is looked into as well.
    const known = examining.of(fileOf(one));
    await answer();
    expect(await known).toBe(all);
    expect(await examining.of(fileOf(one))).toBe(all);
    expect(asked).toEqual([]);
  });

  it('are read again when they are sent, where they may have changed since: another content is not sent', async () => {
    const [one] = [entry('a')];
    const { examining, asked, answer, settled } = desk([one], false);
    examining.begin();
    await answer();
    const same = examining.of(fileOf(one));
    await settled();
    expect(asked).toHaveLength(1);
    await answer();
    expect(await same).toEqual(all);
    const other = examining.of(fileOf(one));
    await settled();
    await answer({ ...all, digest: 'e' });
    expect(await other).toBeNull();
  });

  it('are read whole only when they are sent, where they are large', async () => {
    const [one] = [entry('a', hashedWhole + 1)];
    const { examining, asked, answer } = desk([one]);
    examining.begin();
    expect(asked.map(({ how }) => how)).toEqual(['kind']);
    await answer();
    void examining.of(fileOf(one));
    await Promise.resolve();
    expect(asked.map(({ how }) => how)).toEqual(['whole']);
  });

  it('are tried once more when they are sent, where they could not be read', async () => {
    const [one] = [entry('a')];
    const { examining, asked, learnt, answer, ended } = desk([one]);
    examining.begin();
    await answer(null);
    await ended;
    expect(learnt).toEqual([]);
    void examining.of(fileOf(one));
    await Promise.resolve();
    await Promise.resolve();
    expect(asked).toHaveLength(1);
  });

  it('say nothing of a line that another file has come into meanwhile', async () => {
    const [one] = [entry('a')];
    const { examining, asked, learnt, answer, ended } = desk([one]);
    examining.begin();
    one.file = new File(['other'], 'a');
    examining.begin();
    // The former one is read more slowly.
    asked.reverse();
    await answer({ ...all, type: 'text/plain' });
    await answer();
    await ended;
    expect(asked).toEqual([]);
    expect(learnt).toEqual([['a', 'text/plain']]);
  });
});
