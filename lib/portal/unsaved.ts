import { elementsIn, isOnScreen, type ShadowOf } from './fields.ts';

/** Whether something stands in a field on screen that a reload would lose. Where that cannot be told, it does. */
export function holdsUnsaved(root: ParentNode, shadowOf: ShadowOf): boolean {
  for (const element of elementsIn(root, shadowOf))
    if (isUnsaved(element) && isOnScreen(element)) return true;
  return false;
}

function isUnsaved(element: Element): boolean {
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue;
  if (element instanceof HTMLSelectElement)
    return (
      [...element.options].some((option) => option.selected !== option.defaultSelected) &&
      element.selectedIndex > 0
    );
  if (element instanceof HTMLInputElement) {
    if (element.type === 'file') return (element.files?.length ?? 0) > 0;
    if (element.type === 'checkbox' || element.type === 'radio')
      return element.checked !== element.defaultChecked;
    return element.type !== 'search' && element.type !== 'hidden' && element.value !== element.defaultValue;
  }
  return element instanceof HTMLElement && element.isContentEditable && element.textContent.trim() !== '';
}
