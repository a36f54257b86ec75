import { elementsIn, isArea, isInput, isOnScreen, labelOf, type ShadowOf } from './fields.ts';
import { sightOf } from './shown.ts';
import { closest } from './tree.ts';

/** A file field of the page's own, be it hidden behind a button. */
export interface FileField {
  input: HTMLInputElement;
  /** What the page calls it; '' where it says nothing. */
  label: string;
  /** As the page says it: `image/*,.pdf`. */
  accept: readonly string[];
  /** It stands in a dialog that is open above the rest of the page. */
  inDialog: boolean;
}

/** The page's file fields that can be filled at this moment, in its order; those of an open dialog before all. */
export function fileFields(root: ParentNode, shadowOf: ShadowOf): FileField[] {
  const { isVisible } = sightOf();
  const found = [...elementsIn(root, shadowOf)].flatMap((element): FileField[] => {
    if (!isInput(element) || element.type !== 'file' || element.webkitdirectory) return [];
    if (element.matches(':disabled') || !isOnScreen(element, isVisible)) return [];
    const inDialog = closest(element, ':modal,[aria-modal=true]') !== null;
    return [{ input: element, label: labelOf(element), accept: tokens(element.accept), inDialog }];
  });
  const above = found.filter(({ inDialog }) => inDialog);
  return above.length > 0 ? above : found;
}

/** Whether a field takes a file, by the page's own word. */
export function takesFile(
  { accept }: Pick<FileField, 'accept'>,
  { name, type }: Pick<File, 'name' | 'type'>,
): boolean {
  const [bare = ''] = type.toLowerCase().split(';');
  return (
    accept.length === 0 ||
    accept.some((one) => {
      if (one.startsWith('.')) return name.toLowerCase().endsWith(one);
      if (one === '*/*' || one === '*') return true;
      return one.endsWith('/*') ? bare.startsWith(one.slice(0, -1)) : bare === one;
    })
  );
}

const tokens = (accept: string): string[] =>
  accept
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean);

const plain: ReadonlySet<string> = new Set([
  'text',
  'email',
  'tel',
  'number',
  'date',
  'datetime-local',
  'url',
  'textarea',
]);
/** Where a list is searched or narrowed down. */
const filters = '[role=search],search,th,thead,[role=columnheader],[role=toolbar]';

/** Fewer than this are a search, or a filter. */
const fewest = 2;

/**
 * Whether the page shows a form in which a record is written: several fields that have a name on the page. A
 * search or the filters of a list are none, and neither is a form that asks who is there.
 */
export function showsForm(root: ParentNode, shadowOf: ShadowOf): boolean {
  const { isVisible } = sightOf();
  let fields = 0;
  for (const element of elementsIn(root, shadowOf)) {
    if (!(isInput(element) || isArea(element)) || !isVisible(element)) continue;
    if (element.type === 'password') return false;
    if (!plain.has(element.type) || element.readOnly || element.disabled) continue;
    if (!closest(element, filters) && labelOf(element) !== '') fields += 1;
  }
  return fields >= fewest;
}
