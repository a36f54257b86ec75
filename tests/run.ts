import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildArguments, outputs } from './e2e/support/build.ts';
import { type Count, conclude, countEndToEnd, countTests, sum } from './e2e/support/count.ts';
import { runTool } from './e2e/support/tool.ts';

const root = join(import.meta.dirname, '..');

/** One heading with its seconds; a step that throws counts as failed, so that everything is reported. */
async function step(title: string, work: () => Promise<Count>): Promise<Count> {
  console.log(`\n— ${title}`);
  const since = Date.now();
  let count: Count;
  try {
    count = await work();
  } catch (error) {
    console.error(error);
    count = { passed: 0, failed: 1 };
  }
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  console.log(`— ${title}: ${count.failed === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
  return count;
}

/** A check counts as one, and shows what it wrote only when it fails. */
const check = (title: string, tool: string, ...words: string[]) =>
  step(title, async () => {
    const { code, output } = await runTool(tool, words, { quiet: true });
    if (code !== 0) console.log(output.trimEnd());
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });

const counts: Count[] = [];
if (!existsSync(join(root, '.wxt/tsconfig.json'))) await runTool('wxt', ['prepare'], { quiet: true });
counts.push(await check('lint', 'biome', 'check', '.'));
counts.push(await check('types', 'tsc', '--noEmit'));
counts.push(await check('unused code and dependencies (knip)', 'knip'));
const builds = [
  await check('build for Chromium', 'wxt', ...buildArguments.chromium),
  await check('build for Firefox', 'wxt', ...buildArguments.firefox),
];
counts.push(...builds);
const built =
  builds.every(({ failed }) => failed === 0) && Object.values(outputs).every((path) => existsSync(path));
counts.push(await check('size', 'size-limit'));
counts.push(await step('unit tests', () => countTests('unit')));
counts.push(
  await step('end-to-end tests, Chromium and Firefox', async () => {
    if (built) return countEndToEnd();
    console.log('Not run: there is no build.');
    return { passed: 0, failed: 1 };
  }),
);
conclude(sum(counts));
