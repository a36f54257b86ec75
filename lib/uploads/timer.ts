/** Calls `ring` after so many milliseconds, unless what it returns is called before. */
export type Timer = (ms: number, ring: () => void) => () => void;

export const timer: Timer = (ms, ring) => {
  const running = setTimeout(ring, ms);
  return () => clearTimeout(running);
};
