import { spawn } from 'node:child_process';

export interface Display {
  /** Value for the variable DISPLAY; nothing where windows need none (macOS, Windows). */
  name: string | undefined;
  close(): void;
}

export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** The machine's own screen, else an invisible one of ours on a display that is free. */
export async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { name: process.env.DISPLAY, close: () => undefined };
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    xvfb.once('error', (error) => reject(new Error(`Xvfb does not start: ${error.message}`)));
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended at once with code ${code}.`)));
    xvfb.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
  });
  process.once('exit', () => xvfb.kill());
  return { name: `:${number}`, close: () => void xvfb.kill() };
}
