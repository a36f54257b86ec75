import { browser } from 'wxt/browser';

/**
 * Rings at the time asked for last, whether this worker lives until then or another one. Chromium rounds an
 * alarm up to 30 s; a timer keeps shorter waits while this worker lives.
 * @param ring called whenever the time has come; registered at once, as the browser wants it.
 */
export function createAlarm(ring: () => void): (time: number) => void {
  browser.alarms.onAlarm.addListener(ring);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (time) => {
    clearTimeout(timer);
    timer = setTimeout(ring, time - Date.now());
    void browser.alarms.create('outbox', { when: time });
  };
}
