import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from '../browsers/install.ts';
import { attachRows } from './attach.ts';
import { copyBuild } from './build-copy.ts';
import { bulkRows } from './bulk.ts';
import { mebibyte } from './figures.ts';
import { writeNothing } from './floor.ts';
import { killedRow } from './killed.ts';
import { loadRows } from './load.ts';
import { load, machine } from './machine.ts';
import { manyRow } from './many.ts';
import { memoryRow } from './memory.ts';
import { mutationRows } from './mutations.ts';
import type { Bench, Row } from './row.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import { searchRow } from './search.ts';
import { sizeRow } from './sizes.ts';
import { heading, lineOf } from './table.ts';
import { throughputRow } from './throughput.ts';

// `npm run bench -- WORD`: the rows whose name holds WORD; `--quick` for few rounds, `--size` for MiB of the large file.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, size: { type: 'string', default: '256' } },
});

const rows: readonly Row[] = [
  ...attachRows,
  ...bulkRows,
  manyRow,
  searchRow,
  throughputRow,
  memoryRow,
  killedRow,
  ...loadRows,
  ...mutationRows,
  sizeRow,
].filter(({ name }) => positionals.every((word) => name.toLowerCase().includes(word.toLowerCase())));

if (rows.length === 0) throw new Error(`No row is called anything like ${positionals.join(' ')}.`);

const megabytes = Number(values.size);
if (!(megabytes > 0)) throw new Error('--size takes a number of MiB.');

await ensureBrowsers(['chromium']);
const folder = mkdtempSync(join(tmpdir(), 'attach-for-biot-bench-'));
const sandbox = await startSandboxProcess();
try {
  const bench: Bench = {
    sandbox,
    folder,
    build: await copyBuild(folder),
    nothing: writeNothing(folder),
    size: Math.round(megabytes * mebibyte),
    rounds: (usual) => (values.quick ? Math.ceil(usual / 5) : usual),
  };
  console.log(`${await machine(bench)}\n\n${heading()}`);
  for (const { name, measure } of rows) {
    try {
      for (const line of await measure(bench)) console.log(lineOf(line));
    } catch (error) {
      // A row that broke says nothing about the others.
      console.error(`${name} broke:`, error);
      process.exitCode = 1;
    }
  }
  console.log(`\nAt the end: ${load()}`);
} finally {
  sandbox.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
