/** What a key means to a list from which one entry is chosen; null if it means nothing. */
export type KeyMeaning = { to: 'move' | 'choose'; index: number } | null;

/**
 * @param enabled for each option, whether it can be chosen
 * @param active index of the option that is marked; -1 if none is
 */
export function keyMeaning(key: string, enabled: readonly boolean[], active: number): KeyMeaning {
  const able = [...enabled.keys()].filter((index) => enabled[index]);
  const at = able.indexOf(active);
  const move = (index: number | undefined): KeyMeaning =>
    index === undefined ? null : { to: 'move', index };
  const choose = (index: number): KeyMeaning => (enabled[index] ? { to: 'choose', index } : null);
  switch (key) {
    case 'ArrowDown':
      return move(able[(at + 1) % able.length]);
    case 'ArrowUp':
      return move(able.at(at < 1 ? -1 : at - 1));
    case 'Home':
      return move(able[0]);
    case 'End':
      return move(able.at(-1));
    case 'Enter':
      return choose(active);
    default:
      return /^[1-9]$/.test(key) ? choose(Number(key) - 1) : null;
  }
}
