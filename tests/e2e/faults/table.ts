import { rows } from './rows.ts';

export interface Told {
  title: string;
  status: string;
}

/** The rows of the list of faults, each with what the tests that were run have shown of it. */
export function tableOf(tests: readonly Told[]): string {
  const lines = Object.entries(rows).map(([number, { what, by }]) => {
    const named = new RegExp(`\\b${number}\\b`);
    const own = tests.filter(
      ({ title, status }) => named.test(title) && status !== 'skipped' && status !== 'pending',
    );
    const bad = own.filter(({ status }) => status !== 'passed').length;
    const covered = by ? `covered by tests/${by.join(', tests/')}` : null;
    const seen =
      own.length === 0 ? null : bad > 0 ? `FAILED (${bad} of ${own.length})` : `passed (${own.length})`;
    const outcome = [seen, covered].filter((one) => one !== null).join('; ');
    return `${number.padEnd(4)} ${what.padEnd(52)} ${outcome || 'not done: only in the whole run, npm run faults'}`;
  });
  return ['', 'Faults the product survives', ...lines].join('\n');
}
