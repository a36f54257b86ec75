/**
 * Lets one thing be done at a time: what is clicked meanwhile was meant for what stood there before.
 * @param failed hears that it could not be done; why is told where it went wrong.
 */
export function oneAtATime(failed: () => void): (act: () => Promise<void>) => void {
  let isBusy = false;
  return (act) => {
    if (isBusy) return;
    isBusy = true;
    act()
      .catch(failed)
      .finally(() => {
        isBusy = false;
      });
  };
}
