import { browser } from 'wxt/browser';

/** The browser ends an idle worker after 30 s; a call of its API every 20 s is not idleness. */
const pulse = 20_000;

/** How often (ms) pages are told how far uploads are: oftener than four times a second nobody sees, and pages redraw. */
const interval = 250;

/** Bytes that have left, by the id of the PUT (a file's, or a part's): in memory, because the journal need not know. */
export function createProgress(changed: () => Promise<void>) {
  const sent = new Map<string, number>();
  let telling: ReturnType<typeof setTimeout> | null = null;
  let beating: ReturnType<typeof setInterval> | null = null;
  return {
    hear(id: string, bytes: number): void {
      sent.set(id, bytes);
      if (telling !== null) return;
      telling = setTimeout(() => {
        telling = null;
        void changed();
      }, interval);
    },
    sent: (id: string): number => sent.get(id) ?? 0,
    /** Keeps the worker alive while something runs; what has left is of no more interest after that. */
    keepAlive(busy: boolean): void {
      if (busy && beating === null)
        beating = setInterval(() => void browser.runtime.getPlatformInfo(), pulse);
      if (busy || beating === null) return;
      clearInterval(beating);
      beating = null;
      sent.clear();
    },
  };
}
export type Progress = ReturnType<typeof createProgress>;
