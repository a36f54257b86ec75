import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** In ms. Nothing tells a test that a browser's own menu is drawn and listens, or that it has moved on. */
const moment = 500;

/**
 * Presses keys in the browser's own window, by their X names: what it takes as a shortcut of its own. Without a window
 * manager nobody gives the window the keyboard but us.
 * @param title of the page in front, as the window bears it.
 */
export async function pressInWindow(title: string, keys: string): Promise<void> {
  await run('xdotool', ['search', '--sync', '--onlyvisible', '--name', title, 'windowfocus', '--sync']);
  await pause(moment);
  await run('xdotool', ['key', keys]);
}

/** Presses keys on the screen's keyboard, by their X names: they go to whatever the browser has open. */
export async function pressKeys(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await pause(moment);
    await run('xdotool', ['key', key]);
  }
}
