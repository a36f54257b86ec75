import type { Browser } from 'webextension-polyfill';

/** As much of the browser's API as a page needs: promises are native there in both browsers. */
type Native = Pick<Browser, 'i18n' | 'permissions' | 'runtime'>;
declare const chrome: Native;

/**
 * The browser's own API, without the polyfill, whose 9 kB every portal page would pay for. Everywhere else
 * `wxt/browser` is the polyfill.
 */
export const native: Native =
  'browser' in globalThis ? (Reflect.get(globalThis, 'browser') as Native) : chrome;

/** Whether the extension still stands behind this page: after an update or removal it does not. */
export const isAlive = (): boolean => Boolean(native.runtime?.id);
