import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Only Linux tells what a process holds with shared pages counted by share. */
export const isMeasurable = existsSync('/proc/self/smaps_rollup');

const sampleMs = 100;
/** Walking all processes costs more than asking those of a browser: it is done every so many samples. */
const walkEvery = 10;

/** A file of /proc; nothing where its process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

/** A process and all that descend from it. */
function tree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The name in brackets may hold anything; the parent is the second word behind it.
    const parent = Number(/.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = [root];
  for (const process of all) all.push(...(children.get(process) ?? []));
  return all;
}

/** Bytes of all processes together. */
function sum(processes: readonly number[]): number {
  const kilobytes = processes.map((one) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((all, one) => all + one, 0) * 1024;
}

/** How far memory rises above where it began while `work` runs, over a whole tree of processes. */
export async function growth(root: number, work: () => Promise<unknown>): Promise<number> {
  let processes = tree(root);
  const base = sum(processes);
  let [peak, samples] = [base, 0];
  const timer = setInterval(() => {
    samples += 1;
    if (samples % walkEvery === 0) processes = tree(root);
    peak = Math.max(peak, sum(processes));
  }, sampleMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak - base;
}
