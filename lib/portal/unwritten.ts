import { label as plain } from './words.ts';

/** What a page says without writing it: in the values of its fields, and in attributes that a style or a screen reader speaks. */

/** Fields whose value is read like the page's own words; what is searched for or kept secret is none. */
const fields =
  'textarea,input:is(:not([type]),[type=text],[type=email],[type=tel],[type=url],[type=number],[type=date])';
/** Attributes that name what an element holds: for screen readers, and for tables that a narrow window folds up. */
const names = ['aria-label', 'data-label', 'data-title', 'data-th'];
const named = names
  .flatMap((name) =>
    ['td', 'dd', 'li', 'div', 'section', 'article', 'figure', 'p'].map((of) => `${of}[${name}]`),
  )
  .join();

type Root = Pick<ParentNode, 'querySelectorAll'>;

/** Fields that hold something, in document order. */
export function fieldsIn(root: Root): { field: Element; value: string }[] {
  return [...root.querySelectorAll(fields)].flatMap((field) => {
    const value: unknown = Reflect.get(field, 'value');
    return typeof value === 'string' && value !== '' ? [{ field, value }] : [];
  });
}

export const isField = (element: Element): boolean => element.matches(fields);

/** Whether a field's own label, or its name for screen readers, is one of these. */
export function isLabelled(field: Element, labels: readonly string[]): boolean {
  const own: unknown = Reflect.get(field, 'labels');
  const said = own instanceof Object && Symbol.iterator in own ? [...(own as NodeListOf<Element>)] : [];
  const texts = [...said.map((one) => one.textContent), field.getAttribute('aria-label')];
  return texts.some((text) => text && labels.some((one) => plain(one) === plain(text)));
}

/** Elements by the name that an attribute gives them, as labels are compared. */
export function namedIn(roots: Iterable<Root>): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  for (const root of roots)
    for (const element of root.querySelectorAll(named))
      for (const name of names) {
        const said = plain(element.getAttribute(name) ?? '');
        if (said) found.set(said, [...(found.get(said) ?? []), element]);
      }
  return found;
}
