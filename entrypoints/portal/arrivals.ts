import { shadowOf } from '../../lib/browser/shadow.ts';
import { hostName } from '../../lib/portal/tree.ts';

/** A point of the window (CSS px) and the host of ours that is there, if one is. */
export interface Place {
  host: Element | null;
  x: number;
  y: number;
}

/** Files that a person has pasted or dropped; what was pasted has no place. */
export interface Arrival {
  files: File[];
  at: Place | null;
}

interface Hearer {
  /** Whether the page shows something that takes files at this moment. */
  ready(): boolean;
  /** Takes the files; false leaves the event to the page. */
  take(arrival: Arrival): boolean;
  /** Takes folders, or more files than anybody is asked about one by one. */
  many(entries: FileSystemEntry[]): void;
  /** Files came that neither we nor the page have a use for. */
  unclaimed(files: File[]): void;
  /** Files are being dragged over one of our hosts (or over the page, null); undefined when they have left. */
  over(at: Place | null): void;
}

/** The elements that an event passed through, inside closed shadow roots as well. */
function path(event: Event): Element[] {
  const isElement = (one: EventTarget): one is Element => 'localName' in one && 'matches' in one;
  const elements = event.composedPath().filter(isElement);
  for (let [inmost] = elements; inmost && inmost.localName !== hostName; ) {
    const root = shadowOf(inmost);
    const isAt = 'clientX' in event && 'clientY' in event;
    const deeper = isAt
      ? root?.elementFromPoint(Number(event.clientX), Number(event.clientY))
      : root?.activeElement;
    if (!deeper || elements.includes(deeper)) break;
    elements.unshift(deeper);
    inmost = deeper;
  }
  return elements;
}

/** Where an event happened, with our host among the elements it passed through. */
function placeOf(event: DragEvent): Place {
  const host = path(event).find(({ localName }) => localName === hostName) ?? null;
  return { host, x: event.clientX, y: event.clientY };
}

const has = (event: Event, selector: string): boolean => path(event).some((one) => one.matches(selector));

/** Files that hang over a page say so several times a second (HTML, drag-and-drop processing model: each 350 ms). */
const gone = 1_500;

const fileField = 'input[type=file]';
const rich = '[contenteditable]:not([contenteditable=false])';
const editable = `input,textarea,select,${rich}`;

/**
 * Listens for pasted and dropped files, ahead of the page, until `signal` aborts. Only trusted events count:
 * a script of the page can make any other.
 * @param on the window of this frame, or of one in it; `isOurs` says whether files that come there are for us.
 */
export function hearArrivals(
  hear: Hearer,
  signal: AbortSignal,
  on: Window = window,
  isOurs = () => true,
): void {
  const listen = <K extends keyof WindowEventMap>(
    type: K,
    listener: (event: WindowEventMap[K]) => void,
    capture = true,
  ) =>
    on.addEventListener(
      type,
      (event) => {
        if (event.isTrusted && isOurs()) listener(event);
      },
      { capture, signal },
    );
  const take = (event: Event, files: File[], at: Place | null) => {
    if (files.length === 0 || !hear.take({ files, at })) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  listen('paste', (event) => {
    if (!isTyped(event)) take(event, filesOf([...(event.clipboardData?.items ?? [])]), null);
  });

  // Last of all listeners: a dropped file that the page leaves alone as well would be opened in its place.
  const left = (event: Event, data: DataTransfer | null) => {
    if (event.defaultPrevented || !data?.types.includes('Files') || has(event, fileField)) return;
    event.preventDefault();
    if (event.type === 'dragover') return;
    const many = manyIn(data);
    if (many) hear.many(many);
    else hear.unclaimed(filesOf([...data.items]));
  };
  listen('dragover', (event) => left(event, event.dataTransfer), false);
  listen('drop', (event) => left(event, event.dataTransfer), false);
  listen('paste', (event) => has(event, rich) || isTyped(event) || left(event, event.clipboardData), false);

  // Where the page tears out what files hang over, no browser tells that they have left or were let go.
  let hanging: ReturnType<typeof setTimeout> | undefined;
  const dragged = (event: DragEvent) => {
    const wanted = event.dataTransfer?.types.includes('Files') && !has(event, fileField) && hear.ready();
    if (!wanted || !event.dataTransfer) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.dataTransfer.dropEffect = 'copy';
    clearTimeout(hanging);
    hanging = setTimeout(() => hear.over(null), gone);
    hear.over(placeOf(event));
  };
  listen('dragenter', dragged);
  listen('dragover', dragged);
  listen('dragleave', (event) => {
    if (event.relatedTarget === null) hear.over(null);
  });
  listen('dragend', () => hear.over(null));
  listen('drop', (event) => {
    hear.over(null);
    if (has(event, fileField)) return;
    const many = hear.ready() && manyIn(event.dataTransfer);
    if (many) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return hear.many(many);
    }
    take(event, filesOf([...(event.dataTransfer?.items ?? [])]), placeOf(event));
  });
}

/** Text for a field is the field's; a picture alone is of no use to one. */
const isTyped = (event: ClipboardEvent): boolean =>
  has(event, editable) && !!event.clipboardData?.types.some((type) => type !== 'Files');

/** From so many files on, they are given to their records in a table. */
const few = 10;

/** What was dropped, if it is a folder or many files; null for what is asked about here. Read within the event. */
function manyIn(data: DataTransfer | null): FileSystemEntry[] | null {
  const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return entries.length > few || entries.some(({ isDirectory }) => isDirectory) ? entries : null;
}

/** Every item that is a file, whatever its type. Must be read before the event is over. */
function filesOf(items: DataTransferItem[]): File[] {
  return items.flatMap((item) => (item.kind === 'file' ? (item.getAsFile() ?? []) : []));
}

/** Opens the browser's own file dialog; calls back with what was chosen, if anything was. */
export function chooseFiles(take: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', (event) => {
    if (event.isTrusted) take([...(input.files ?? [])]);
  });
  input.click();
}
