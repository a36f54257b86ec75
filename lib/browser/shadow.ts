import { native } from './native.ts';

interface Dom {
  openOrClosedShadowRoot(element: Element): ShadowRoot | null;
}

/** Chromium tells extensions of closed shadow roots by its API `dom`, Firefox by a property of each element. */
export function shadowOf(element: Element): ShadowRoot | null {
  const dom: Dom | undefined = Reflect.get(native, 'dom');
  // Elements of a frame are of another realm's classes.
  if (dom && 'attachInternals' in element) return dom.openOrClosedShadowRoot(element);
  return Reflect.get(element, 'openOrClosedShadowRoot') ?? element.shadowRoot;
}
