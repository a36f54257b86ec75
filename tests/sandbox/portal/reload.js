/** Reads the record again when an External Page asks for it, as far as this portal listens to anybody. */
export function listenForReload({ hearsReload }, reload) {
  const hears = {
    no: () => false,
    window: () => true,
    // Of its own frames only.
    frames: ({ source }) =>
      Array.from({ length: frames.length }, (_, index) => frames[index]).includes(source),
  }[hearsReload];
  addEventListener('message', (event) => {
    if (event.data?.name === 'ON_RELOAD_ENTITY' && hears(event)) reload();
  });
}
