import { label as plainLabel } from './words.ts';

/** Where a zone goes: into `parent`, before `next` (or last). */
export interface Place {
  parent: Element;
  next: Element | null;
}

/** Elements that hold a page together; a field never reaches beyond one. */
const bounds =
  'body,main,form,fieldset,section,article,dialog,[role=dialog],[role=tabpanel],table,tbody,tr,dl,ul,ol';
/** Elements that may hold a value and take a zone below it. */
const holders = 'dd,td,div,li,p,span,section,output,[role=cell],[role=gridcell]';
const ours = 'attach-for-biot';

/**
 * Finds the end of the field that a label begins: below the value where there is one, else behind the label.
 * @param isLabel whether an element holds the label of another attribute.
 */
export function placeBeside(label: Element, isLabel: (element: Element) => boolean): Place {
  // Label and value part at the first step on which something stands beside the label.
  let cell = label;
  while (!beside(cell)) {
    const up = cell.parentElement;
    if (!up || up.matches(bounds) || isLabel(up)) break;
    cell = up;
  }
  const value = beside(cell);
  const own = value !== null && !isLabel(value);
  if (own && value.matches(holders)) return { parent: value, next: null };
  const last = own ? value : cell;
  // Inside a <label> a click on the zone would be a click on the portal's own control.
  const outer = last.closest('label') ?? last;
  const parent = outer.parentElement ?? label;
  return { parent, next: outer.nextElementSibling };
}

/** The next element that says or holds something: a required mark alone does not. */
function beside(element: Element): Element | null {
  let next = element.nextElementSibling;
  while (next && (next.matches(ours) || isMark(next))) next = next.nextElementSibling;
  return next;
}

const isMark = (element: Element): boolean =>
  !element.matches('dd,td,input,select,textarea') &&
  element.childElementCount === 0 &&
  plainLabel(element.textContent ?? '') === '';
