import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { amount } from './figures.ts';
import type { Bench, Line, Row } from './row.ts';

/** Bytes of every file of a build, each packed as `gzip -9` does; by its path in the build. */
function packed(build: string): Map<string, number> {
  const files = readdirSync(build, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(build.length + 1), gzipSync(readFileSync(path), { level: 9 }).length];
    }),
  );
}

/** What nobody looks at. */
const unseen = /^(background\.js|manifest\.json|_locales|icons?[/-])/;

async function measure({ build }: Bench): Promise<Line[]> {
  const sizes = packed(build);
  const sum = (fits: (path: string) => boolean) =>
    [...sizes].filter(([path]) => fits(path)).reduce((all, [, size]) => all + size, 0) / 1000;
  const line = (what: string, kilobytes: number, bar: number | null): Line => ({
    name: `M10 size, ${what}`,
    figure: amount(kilobytes, 'kB'),
    bar: bar === null ? '' : `≤ ${bar} kB`,
    met: bar === null ? null : kilobytes <= bar,
  });
  const one = (name: string) => {
    const size = sizes.get(name);
    if (size === undefined) throw new Error(`The build has no ${name}.`);
    return size / 1000;
  };
  return [
    line('portal.js, injected', one('portal.js'), 12),
    line('stage.js, injected with the first record', one('stage.js'), null),
    line('handover.js, injected with the first file', one('handover.js'), null),
    line('background.js', one('background.js'), 30),
    line(
      'all that is seen: portal, handover, popup, options',
      sum((path) => !unseen.test(path)),
      60,
    ),
    line(
      'the whole, each file packed',
      sum(() => true),
      null,
    ),
  ];
}

export const sizeRow: Row = { name: 'M10 sizes', measure };
