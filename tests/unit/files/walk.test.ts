import { describe, expect, it } from 'vitest';
import { walk } from '../../../lib/files/walk.ts';

/** As browsers give them: a hundred entries at a time, and nothing when all are given. */
const folder = (path: string, content: FileSystemEntry[]): FileSystemEntry =>
  ({
    ...{ isDirectory: true, isFile: false, name: path.split('/').at(-1), fullPath: `/${path}` },
    createReader() {
      const left = [...content];
      return { readEntries: (done: (some: FileSystemEntry[]) => void) => done(left.splice(0, 100)) };
    },
  }) as unknown as FileSystemEntry;

const file = (path: string, isGone = false): FileSystemEntry => {
  const name = path.split('/').at(-1) ?? '';
  return {
    ...{ isDirectory: false, isFile: true, name, fullPath: `/${path}` },
    file: (done: (file: File) => void, failed: (cause: unknown) => void) =>
      isGone ? failed(new DOMException('gone', 'NotFoundError')) : done(new File(['x'], name)),
  } as unknown as FileSystemEntry;
};

describe('folders that are dropped', () => {
  it('are walked to their end, F59, and say how far they are', async () => {
    const wards = Array.from({ length: 10 }, (_, ward) =>
      folder(
        `card/${ward}`,
        Array.from({ length: 1000 }, (_, index) => file(`card/${ward}/${index}.png`)),
      ),
    );
    const told: number[] = [];
    const { files, unreadable } = await walk([folder('card', wards)], (found) => told.push(found));
    expect(files).toHaveLength(10_000);
    expect(new Set(files.map(({ path }) => path)).size).toBe(10_000);
    expect(unreadable).toEqual([]);
    expect(told.at(-1)).toBe(10_000);
  });

  it('tell what has gone meanwhile, F58, and give the rest', async () => {
    const content = [
      file('card/a.png'),
      file('card/b.png', true),
      file('card/c.png'),
      file('card/.DS_Store'),
    ];
    const { files, unreadable } = await walk([folder('card', content), file('d.png')]);
    expect(files.map(({ path }) => path)).toEqual(['card/a.png', 'card/c.png', 'd.png']);
    expect(unreadable).toEqual(['card/b.png']);
  });
});
