import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { LogEntry, Op } from '../sandbox/log.ts';
import type { Switches } from '../sandbox/switches.ts';
import { RoundLost } from './rounds.ts';

const script = join(import.meta.dirname, '../sandbox/main.ts');

/** What the sandbox's `/_sandbox/state` tells, as far as it is needed here. */
interface State {
  portal: string;
  api: string;
  users: { username: string; password: string }[];
  patients: { id: string; caption: string }[];
}

/** The sandbox in a process of its own: its work is not done on our event loop, nor ours on its. */
export interface SandboxProcess {
  proxyPort: number;
  state(): Promise<State>;
  switch(to: Partial<Switches>): Promise<void>;
  /** So many patients more. */
  crowd(count: number): Promise<{ id: string; mrn: string }[]>;
  /** Empties an attribute of these records. */
  clear(ids: readonly string[], attribute: string): Promise<void>;
  /** As at the start; whoever was signed in is no longer. */
  reset(): Promise<void>;
  /** The first call of this kind that arrived at `since` or later, once answered. Loses the round if none is in time. */
  wait(op: Op, since: number, timeoutMs: number): Promise<LogEntry>;
  /** Calls that arrived at `since` (milliseconds since the epoch) or later, of one kind where it is named. */
  log(since: number, op?: Op): Promise<LogEntry[]>;
  close(): void;
}

export async function startSandboxProcess(): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [script, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const close = () => void child.kill();
  process.once('exit', close);
  const proxyPort = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /Proxy\s+127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', (code) => reject(new Error(`The sandbox ended at once with code ${code}.`)));
  });

  const call = (path: string, body?: unknown) =>
    fetch(`http://127.0.0.1:${proxyPort}/_sandbox/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });

  return {
    proxyPort,
    close,
    state: async () => (await (await call('state')).json()) as State,
    async switch(to) {
      await call('switches', to);
    },
    crowd: async (count) => (await call('crowd', { count })).json() as Promise<{ id: string; mrn: string }[]>,
    async clear(ids, attribute) {
      await call('clear', { ids, attribute });
    },
    async reset() {
      await call('reset', {});
    },
    async wait(op, since, timeoutMs) {
      const answer = await call(`wait?op=${op}&since=${since}&timeoutMs=${timeoutMs}`);
      if (!answer.ok) throw new RoundLost(await answer.text());
      return (await answer.json()) as LogEntry;
    },
    async log(since, op) {
      const query = new URLSearchParams({ since: String(since), ...(op && { op }) });
      return (await (await call(`log?${query}`)).json()) as LogEntry[];
    },
  };
}
