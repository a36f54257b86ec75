import { setTextSource, t } from '../texts/texts.ts';
import { native } from './native.ts';

/**
 * Lets every text come from the browser's catalogue, which is the English one where the browser speaks none of ours.
 * @param root takes the catalogue's language and direction, on our own pages.
 */
export function speak(root?: HTMLElement): void {
  // The polyfill's types list the keys; ours are checked where the texts are asked for.
  const look = native.i18n.getMessage as (key: string, values: string[]) => string;
  setTextSource(look, look('language', []));
  if (!root) return;
  root.lang = t('language');
  root.dir = t('direction');
}
