import { browser } from 'wxt/browser';

/** An alarm that rings so much (ms) too early is left as it is: whoever is woken asks again, and to set one is dear. */
const early = 10_000;

/**
 * Rings at the time asked for last, or a little before, whether this worker lives until then or another one. Chromium
 * rounds an alarm up to 30 s; a timer keeps shorter waits while this worker lives.
 * @param ring called whenever the time has come; registered at once, as the browser wants it.
 */
export function createAlarm(ring: () => void): (time: number) => void {
  let set = 0;
  browser.alarms.onAlarm.addListener(() => {
    set = 0;
    ring();
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (time) => {
    clearTimeout(timer);
    timer = setTimeout(ring, time - Date.now());
    if (set > Date.now() && set <= time && time - set < early) return;
    set = time;
    void browser.alarms.create('outbox', { when: time });
  };
}
