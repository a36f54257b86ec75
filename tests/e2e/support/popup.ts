import { until } from './until.ts';

/** The toolbar's popup, opened over a page by pressing the button. */
export interface Popup {
  text(): Promise<string>;
  /** A real click on the button that says this. */
  press(label: string): Promise<void>;
}

/** Waits until the popup says something. */
export async function says(popup: Popup, text: string): Promise<void> {
  let last = '';
  await until(
    async () => {
      last = await popup.text();
      return last.includes(text);
    },
    () => `a popup that says "${text}"; it says "${last}"`,
  );
}
