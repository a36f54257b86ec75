import { type ComponentType, Fragment, h, type VNode } from 'preact';

/** What TSX compiles to, in Preact's own terms. `wxt.config.ts` lets the portal script find it. */
export function jsx(type: ComponentType | string, props: object, key?: string): VNode {
  return h(type as ComponentType, key === undefined ? props : { ...props, key });
}

export { Fragment, jsx as jsxs };
