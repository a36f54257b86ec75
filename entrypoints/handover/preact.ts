/** The portal script's Preact, as far as JSX needs it: one renderer in a page, and its bytes paid for once. */
interface Lent {
  Fragment: unknown;
  options: object;
}

export const { Fragment, options }: Lent = Reflect.get(globalThis, 'attach-for-biot/preact');
