import { setTextSource } from '../texts/texts.ts';
import { native } from './native.ts';

/** Lets every text come from the browser's catalogue. @param root takes its language and direction, on our own pages. */
export function speak(root?: HTMLElement): void {
  const language = native.i18n.getUILanguage();
  // The polyfill's types list the keys; ours are checked where the texts are asked for.
  const look = native.i18n.getMessage as (key: string, values: string[]) => string;
  setTextSource(look, language);
  if (!root) return;
  root.lang = language;
  root.dir = native.i18n.getMessage('@@bidi_dir');
}
