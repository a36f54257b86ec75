/** As much of `browser.runtime` as is needed. */
interface Runtime {
  reload(): void;
  onUpdateAvailable: { addListener(listener: () => void): void };
}

/**
 * Puts a new version of the extension off until nothing is on its way: it would end uploads in the middle.
 * A browser that is closed before that has the new version when it starts.
 * @returns to be called whenever something has ended.
 */
export function watchUpdate(runtime: Runtime, isBusy: () => boolean): () => void {
  let isDue = false;
  const settle = () => {
    if (isDue && !isBusy()) runtime.reload();
  };
  // Whoever listens is asked; else the browser brings the new version as soon as the worker rests.
  runtime.onUpdateAvailable.addListener(() => {
    isDue = true;
    settle();
  });
  return settle;
}
