import type { Label } from './page-text.ts';
import { closest, hostName, outer, within } from './tree.ts';
import { label as plain } from './words.ts';

/** Where a zone goes: into `parent`, before `next` (or last). */
export interface Place {
  parent: Node;
  next: Element | null;
  /** The slot it is shown in, where `parent` shows what stands in it through slots. */
  slot: string;
}

/** Elements that hold a page together; a field never reaches beyond one. */
const bounds =
  'body,main,form,fieldset,section,article,dialog,[role=dialog],[role=tabpanel],table,tbody,tr,dl,ul,ol';
/** Elements that may hold a value and take a zone below it. */
const holders = 'dd,td,div,li,p,span,section,output,[role=cell],[role=gridcell]';
/** Controls that open and close what stands below them; a zone goes there, not into the control. */
const openers = 'summary,[aria-expanded],[aria-controls]';
/** What is pressed to get elsewhere: the name of an attribute in one says nothing of where its value is. */
const controls = 'a,button,nav,select,[role=button],[role=tab],[role=option],[role=menuitem],[role=link]';
const columns = 'th,[role=columnheader]';
/** Elements that are a value even if they say nothing. */
const values = 'dd,td,input,select,textarea,img,canvas,slot,iframe,[role=cell],[role=gridcell]';

/**
 * Finds where a zone for the attribute of a label may stand, best first: below the value where there is one,
 * behind it, behind the label. None where the label is only the name of a way to somewhere else.
 * @param isLabel whether an element holds the label of another attribute.
 * @param isOwn whether a line of a table is about the record.
 */
export function placesBeside(
  { element, holdsValue }: Label,
  isLabel: (element: Element) => boolean,
  isOwn: (line: Element) => boolean,
): Place[] {
  const head = closest(element, columns);
  const line = head?.parentElement;
  if (head && line && [...line.children].every((one) => one.matches(columns))) {
    const cell = cellBelow(head, line, isOwn);
    return cell ? [inside(cell)] : [];
  }
  const opener = closest(element, openers);
  if (!opener && closest(element, controls)) return [];
  if (holdsValue)
    return isLabel(element)
      ? []
      : element.matches(holders)
        ? [inside(element), behind(element)]
        : [behind(element)];

  // Label and value part at the first step on which something stands beside the label.
  let cell = opener ?? element;
  while (!beside(cell)) {
    const up = outer(cell);
    if (!up || up.matches(bounds) || isLabel(up)) break;
    cell = up;
  }
  const value = beside(cell);
  if (value && !isLabel(value))
    return value.matches(holders) ? [inside(value), behind(value)] : [behind(value)];
  return cell !== element && cell.matches(holders) ? [inside(cell), behind(cell)] : [behind(cell)];
}

const inside = (parent: Element): Place => ({ parent, next: null, slot: '' });

function behind(last: Element): Place {
  // Inside a <label> a click on the zone would be a click on the portal's own control.
  const field = last.closest('label') ?? last;
  let next = field.nextElementSibling;
  while (next?.localName === hostName) next = next.nextElementSibling;
  return { parent: field.parentNode ?? field, next, slot: field.slot };
}

/** The cell below a column's head, in the line of the record, or in the only one there is. */
function cellBelow(head: Element, line: Element, isOwn: (line: Element) => boolean): Element | undefined {
  const table = head.closest('table,[role=table],[role=grid],[role=treegrid]');
  const index = [...line.children].indexOf(head);
  const others = [...(table?.querySelectorAll('tr,[role=row]') ?? [])].filter(
    (one) => one !== line && one.childElementCount === line.childElementCount,
  );
  const [only, ...more] = others.length > 1 ? others.filter(isOwn) : others;
  return more.length > 0 ? undefined : only?.children[index];
}

/** The next element that says or holds something: a required mark alone does not. */
function beside(element: Element): Element | null {
  let next = element.nextElementSibling;
  while (next && (next.localName === hostName || isMark(next))) next = next.nextElementSibling;
  return next;
}

function isMark(element: Element): boolean {
  if (element.matches('wbr,br,hr,style,script,template,svg')) return true;
  if (element.childElementCount > 0 || element.localName.includes('-')) return false;
  const text = element.textContent ?? '';
  // An empty box waits for its value; an empty piece of text is a sign that is drawn by a style.
  return plain(text) === '' && !element.matches(values) && (text !== '' || !element.matches('div,p,output'));
}

/** How far an element stands from the next label of the record: those of one record stand together. */
export function distance(element: Element, others: readonly Element[]): number {
  let steps = 0;
  for (let at: Element | null = element; at; at = outer(at)) {
    const around = at;
    if (others.some((other) => other !== element && within(around, other))) return steps;
    steps += 1;
  }
  return steps;
}
