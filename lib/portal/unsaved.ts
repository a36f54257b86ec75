import { elementsIn, isArea, isInput, isOnScreen, isSelect, type ShadowOf } from './fields.ts';
import { sightOf } from './shown.ts';

/** Whether something stands in a field on screen that a reload would lose. Where that cannot be told, it does. */
export function holdsUnsaved(root: ParentNode, shadowOf: ShadowOf): boolean {
  const { isVisible } = sightOf();
  for (const element of elementsIn(root, shadowOf))
    if (isUnsaved(element) && isOnScreen(element, isVisible)) return true;
  return false;
}

function isUnsaved(element: Element): boolean {
  if (isArea(element)) return element.value !== element.defaultValue;
  if (isSelect(element))
    return (
      element.selectedIndex > 0 && [...element.options].some((one) => one.selected !== one.defaultSelected)
    );
  if (isInput(element)) {
    if (element.type === 'file') return (element.files?.length ?? 0) > 0;
    if (element.type === 'checkbox' || element.type === 'radio')
      return element.checked !== element.defaultChecked;
    return element.type !== 'search' && element.type !== 'hidden' && element.value !== element.defaultValue;
  }
  return (
    element.matches('[contenteditable]:not([contenteditable=false])') && element.textContent?.trim() !== ''
  );
}
