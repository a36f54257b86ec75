import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { hasDisplay } from '../../browsers/display.ts';
import type { BrowserName } from '../../browsers/find.ts';
import { ensureBrowsers } from '../../browsers/install.ts';
import { type Told, tableOf } from '../faults/table.ts';
import { browsers } from './browsers.ts';
import { runTool } from './tool.ts';

export interface Count {
  passed: number;
  failed: number;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string; title: string }[] }[];
}

export const sum = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((all, { passed }) => all + passed, 0),
  failed: counts.reduce((all, { failed }) => all + failed, 0),
});

/** Tests one by one; a file that broke before or beside its tests counts as one that failed. */
function read(report: Report, code: number): Count {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** Runs the end-to-end tests in all browsers at the same time: each has a screen and a clipboard of its own. */
export async function countEndToEnd(filters: readonly string[] = []): Promise<Count> {
  // Whatever is to be installed is installed by one alone.
  await ensureBrowsers(browsers);
  const counts = await Promise.all(browsers.map((browser) => countTests('e2e', filters, browser)));
  const tests = browsers.flatMap((browser) => told(`e2e-${browser}`));
  if (tests.some(({ title }) => /^F\d/.test(title))) console.log(tableOf(tests));
  return sum(counts);
}

const reportOf = (name: string) =>
  join(import.meta.dirname, `../../../node_modules/.cache/tests/${name}.json`);

/** What each test of the last run came to. */
function told(name: string): Told[] {
  if (!existsSync(reportOf(name))) return [];
  const { testResults } = JSON.parse(readFileSync(reportOf(name), 'utf8')) as Report;
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

/** Two of each browser keep eight cores busy; with fewer they only wait for each other. On a person's own screen there is one focus. */
const workersFor = (browser: BrowserName): number => {
  const told = process.env.E2E_WORKERS;
  if (told) return Number(told);
  return availableParallelism() < 8 || (browser === 'firefox' && hasDisplay()) ? 1 : 2;
};

/** Runs one of vitest's projects, on screen, and counts. @param browser the only one to be tested. */
export async function countTests(
  project: 'unit' | 'e2e',
  filters: readonly string[] = [],
  browser?: BrowserName,
): Promise<Count> {
  const name = browser ? `${project}-${browser}` : project;
  const path = reportOf(name);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const words = ['run', '--project', project, ...reporters, ...filters];
  const env = browser ? { BROWSER: browser, E2E_WORKERS: String(workersFor(browser)) } : {};
  const { code } = await runTool('vitest', words, { env });
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  return read(JSON.parse(readFileSync(path, 'utf8')) as Report, code);
}

/** The last line of every run, and its exit code. */
export function conclude(count: Count): void {
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;
}
