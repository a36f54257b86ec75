import type { Line } from './row.ts';

const verdict = ({ met }: Line) => (met === null ? '' : met ? 'met' : 'NOT MET');

const columns: readonly { title: string; width: number; of(line: Line): string }[] = [
  { title: 'Figure', width: 60, of: ({ name }) => name },
  { title: 'Measured (median, 95 %)', width: 50, of: ({ figure }) => figure },
  { title: 'Bar', width: 18, of: ({ bar }) => bar || '—' },
  { title: '', width: 0, of: verdict },
];

const written = (cells: readonly string[]) =>
  cells
    .map((cell, index) => cell.padEnd(columns[index]?.width ?? 0))
    .join(' ')
    .trimEnd();

export const heading = (): string => written(columns.map(({ title }) => title));

/** A line of the table, and its notes below it. */
export function lineOf(line: Line): string {
  const notes = (line.notes ?? []).map((note) => `    ${note}`);
  return [written(columns.map(({ of }) => of(line))), ...notes].join('\n');
}
