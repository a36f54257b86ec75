import { browser } from 'wxt/browser';

/** What the browser shows beside the screen's edge, where somebody has allowed it. */
export interface Notices {
  /** Shows nothing where nobody has allowed it. The same id takes the place of the former one. */
  show(id: string, title: string, text: string): Promise<void>;
}

/**
 * The permission is optional: the browser's interface comes and goes with it.
 * @param clicked hears the id of a notice that was clicked, in this worker's life or an earlier one's.
 */
export function watchNotices(clicked: (id: string) => void): Notices {
  const hear = (id: string) => {
    void browser.notifications.clear(id);
    clicked(id);
  };
  const isThere = () => 'notifications' in browser && browser.notifications !== undefined;
  const listen = () => {
    if (isThere() && !browser.notifications.onClicked.hasListener(hear))
      browser.notifications.onClicked.addListener(hear);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
  return {
    async show(id, title, text) {
      if (!isThere()) return;
      const iconUrl = browser.runtime.getURL('/icon/128.png');
      await browser.notifications.create(id, { type: 'basic', iconUrl, title, message: text });
    },
  };
}
