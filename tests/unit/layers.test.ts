import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** From a folder, only these may be imported. Everything else is a mistake in the design, not in the code. */
const allowed: Record<string, readonly string[]> = {
  'lib/outbox': [],
  'lib/protocol': ['lib/outbox'],
  'lib/texts': ['lib/protocol'],
  'lib/access': ['lib/protocol', 'valibot'],
  'lib/biot': ['lib/protocol', 'openapi-fetch', 'valibot'],
  'lib/portal': ['lib/protocol', 'valibot'],
  'lib/session': ['valibot'],
  'lib/memory': [],
  'lib/assign': ['lib/protocol'],
  'lib/files': ['lib/protocol', 'lib/memory', 'file-type', 'fflate'],
  'lib/store': ['lib/outbox', 'lib/memory', 'idb'],
  'lib/uploads': [
    'lib/outbox',
    'lib/protocol',
    'lib/biot',
    'lib/portal',
    'lib/session',
    'lib/files',
    'lib/store',
    'lib/memory',
    'lib/texts',
    'js-md5',
    'valibot',
  ],
  'lib/browser': [
    'lib/protocol',
    'lib/texts',
    'lib/uploads',
    'wxt/browser',
    'webextension-polyfill',
    'valibot',
  ],
  components: ['lib/protocol', 'lib/texts', 'preact'],
  entrypoints: [
    'components',
    'lib',
    'preact',
    'wxt',
    'valibot',
    'papaparse',
    'read-excel-file',
    'dicom-parser',
  ],
};

const sources = globSync('{lib,components,entrypoints}/**/*.{ts,tsx}').filter(
  (file) => !file.endsWith('.d.ts'),
);

function importsOf(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g);
  return [...found].map(([, name = '']) =>
    name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  );
}

const within = (name: string, folder: string) => name === folder || name.startsWith(`${folder}/`);

describe('the layers', () => {
  it('cover every folder', () => {
    for (const file of sources)
      expect(
        Object.keys(allowed).filter((folder) => within(file, folder)),
        file,
      ).toHaveLength(1);
  });

  it.each(Object.entries(allowed))('%s imports only what it may', (folder, others) => {
    for (const file of sources.filter((one) => within(one, folder))) {
      for (const name of importsOf(file)) {
        const fine =
          [folder, ...others].some((one) => within(name, one)) || name.startsWith('public/_locales');
        expect(fine, `${file} imports ${name}`).toBe(true);
      }
    }
  });
});
