import { extensionOf } from './extension.ts';
import type { Sniffed } from './sniff.ts';

const plain: Sniffed = { type: 'text/plain', extension: 'txt' };
const html: Sniffed = { type: 'text/html', extension: 'html' };

/** A text looks like any other, so here the name may say more. `log` and the like are plain. */
const named: Record<string, Sniffed> = {
  csv: { type: 'text/csv', extension: 'csv' },
  tsv: { type: 'text/tab-separated-values', extension: 'tsv' },
  json: { type: 'application/json', extension: 'json' },
  xml: { type: 'application/xml', extension: 'xml' },
  md: { type: 'text/markdown', extension: 'md' },
  stl: { type: 'model/stl', extension: 'stl' },
  html,
  htm: html,
  txt: plain,
};

/** Elements by which browsers take a text for HTML (WHATWG MIME Sniffing, 7.1), after comments and blanks. */
const htmlStart =
  /^<(?:!doctype html|(?:html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|img|meta)[\s>/])/i;

const xhtmlStart = /^<(?:!doctype html|html[\s>/])/i;

/**
 * What kind of text a file is; null if it is none.
 * @param whole whether `head` is the whole file, or may end in the middle of a character.
 */
export function textType(head: Uint8Array<ArrayBuffer>, whole: boolean, name: string): Sniffed | null {
  const byName = named[extensionOf(name)];
  const text = decode(head, whole, byName ? 'windows-1252' : null);
  if (text === null) return null;
  return markupType(text) ?? byName ?? plain;
}

/** @param legacy an encoding in which nothing is wrong, so that only the name can vouch for it. */
function decode(head: Uint8Array<ArrayBuffer>, whole: boolean, legacy: string | null): string | null {
  if (head.length === 0) return null;
  for (const encoding of [unicodeOf(head), legacy]) {
    if (encoding === null) continue;
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !whole });
      return hasControls(text) ? null : text;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}

function unicodeOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Characters no text holds; tab, line feed, form feed and carriage return are no such. */
function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return /[\x00-\x08\x0b\x0e-\x1f\x7f]/.test(text);
}

/** HTML under any name is HTML: a browser that is handed it would run it. */
function markupType(text: string): Sniffed | null {
  const start = afterProlog(text);
  const isXml = /^\s*<\?xml\s/.test(text);
  if ((isXml ? xhtmlStart : htmlStart).test(start)) return html;
  if (/^<(?:[\w-]+:)?svg[\s>/]/i.test(start)) return { type: 'image/svg+xml', extension: 'svg' };
  return isXml ? { type: 'application/xml', extension: 'xml' } : null;
}

/** The text from its first element, or from a document type that says HTML. */
function afterProlog(text: string): string {
  let rest = text.trimStart();
  for (let end = prologEnd(rest); end > 0; end = prologEnd(rest)) rest = rest.slice(end).trimStart();
  return rest;
}

/** Where a comment, a `<?…?>` or a document type ends that `rest` begins with; 0 if it begins with none. */
function prologEnd(rest: string): number {
  const closes = (mark: string) => {
    const at = rest.indexOf(mark);
    return at === -1 ? 0 : at + mark.length;
  };
  if (rest.startsWith('<!--')) return closes('-->');
  if (rest.startsWith('<?')) return closes('?>');
  if (!rest.startsWith('<!') || htmlStart.test(rest)) return 0;
  // Drawing programs declare entities of their own inside the document type: `<!DOCTYPE svg [ … ]>`.
  const end = closes('>');
  return rest.slice(0, end).includes('[') ? closes(']>') : end;
}
