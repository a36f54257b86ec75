import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { speak } from '../../lib/browser/language.ts';
import { createStage } from './stage.tsx';

/**
 * Injected behind the portal script as soon as its frame shows a record: zones, dock, news, and Preact to draw
 * them with. Lists and all other pages do without.
 */
export default defineUnlistedScript(() => {
  speak();
  Reflect.set(globalThis, 'attach-for-biot/stage', createStage);
});
