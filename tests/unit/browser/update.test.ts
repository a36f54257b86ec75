import { describe, expect, it } from 'vitest';
import { watchUpdate } from '../../../lib/browser/update.ts';

function watched(isBusy: () => boolean) {
  let reloads = 0;
  let announce: () => void = () => expect.unreachable();
  const onUpdateAvailable = {
    addListener(listener: () => void) {
      announce = listener;
    },
  };
  const reload = () => {
    reloads += 1;
  };
  const settle = watchUpdate({ reload, onUpdateAvailable }, isBusy);
  return { settle, announce: () => announce(), reloads: () => reloads };
}

describe('a new version of the extension', () => {
  it('is taken at once where nothing is on its way', () => {
    const { announce, reloads } = watched(() => false);
    announce();
    expect(reloads()).toBe(1);
  });

  it('waits for what is on its way', () => {
    let busy = true;
    const { announce, settle, reloads } = watched(() => busy);
    announce();
    settle();
    expect(reloads()).toBe(0);
    busy = false;
    settle();
    expect(reloads()).toBe(1);
  });

  it('is not there because something has ended', () => {
    const { settle, reloads } = watched(() => false);
    settle();
    expect(reloads()).toBe(0);
  });
});
