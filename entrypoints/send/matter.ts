import { covers, patternOf } from '../../lib/access/patterns.ts';
import { ask } from '../../lib/browser/letters.ts';
import { giveBack, grantedPatterns } from '../../lib/browser/permissions.ts';
import type { CaptureManner, CaptureRefusal, Sender, Source } from '../../lib/protocol/capture.ts';
import type { FoundRecord } from '../../lib/protocol/picker.ts';
import type { AttributeView, EntityRef } from '../../lib/protocol/record.ts';
import type { Accepted } from '../../lib/protocol/requests.ts';
import type { UploadView } from '../../lib/protocol/upload.ts';
import { type TextKey, t } from '../../lib/texts/texts.ts';
import { download } from '../capture/download.ts';

/** What the picker finds a place for. */
export interface Matter {
  id: string;
  file: Pick<UploadView, 'fileName' | 'size' | 'displayName'>;
  /** How it was got, where that is worth a sentence. */
  note: string;
  /** Fetches the bytes that the pixels stand for, and gives back the leave to; null where there is nothing to fetch. */
  original: { host: string; pattern: string; fetch(): Promise<boolean>; leave(): Promise<void> } | null;
  /** The file itself, where there may be something to be seen. */
  content: File | null;
  /** Where marked text stands; null for everything else. */
  source: Source | null;
  /** Host of the portal in which somebody may sign in; null where somebody is, or where none is known. */
  portal: string | null;
  /** What becomes of it may be announced: nobody watches it. */
  isAnnounced: boolean;
  /** Whether the person may name it. */
  isNameable: boolean;
  senders: readonly Sender[];
  /** Index of the one who sends; -1 where nobody is signed in. */
  sender: number;
  /** What is offered while nothing is typed, and what that is. */
  offered: readonly FoundRecord[];
  offer: string;
  /** @param isSourced text goes with its page's title and address. */
  send(ref: EntityRef, attribute: AttributeView, name: string, isSourced: boolean): Promise<Accepted>;
}

/** A file that its record does not take; or why it is not here. */
export async function refusedUpload(id: string): Promise<Matter | string> {
  const { upload, open } = await ask('picker.read', { id });
  if (upload?.progress.is !== 'failed' || !upload.progress.elsewhere) return t('picker_gone');
  return {
    id,
    file: upload,
    note: '',
    original: null,
    content: null,
    source: null,
    portal: null,
    isAnnounced: false,
    isNameable: false,
    senders: [],
    sender: 0,
    offered: open,
    offer: t(open.length > 0 ? 'picker_open' : 'picker_hint'),
    send: (ref, { name: attribute, value }) =>
      ask('upload.move', { id, ref, attribute, replaces: value?.id ?? null }),
  };
}

const refusals: Record<CaptureRefusal, TextKey> = {
  nothing: 'capture_nothing',
  'page-instead': 'capture_page_instead',
  'too-large': 'capture_too_large',
  private: 'capture_private',
  unreachable: 'capture_unreachable',
};
/** The bytes themselves, and text, need no word. */
const manners: Record<Exclude<CaptureManner, 'original' | 'text'>, TextKey> = {
  frame: 'capture_frame',
  pixels: 'capture_pixels',
  shot: 'capture_shot',
  whole: 'capture_whole',
  beginning: 'capture_beginning',
};

/** A file that is still on its way to us. */
export interface Fetching {
  received: number;
  total: number | null;
}

/** What was chosen on some page; how much of it has come, or why it is not here. */
export async function capture(id: string): Promise<Matter | Fetching | string> {
  const view = await ask('capture.read', { id });
  if (view.is === 'gone') return t('capture_gone');
  if (view.is === 'refused') return t(refusals[view.refusal]);
  if (view.is === 'fetching') return view;
  const { file, name, manner, senders, sender, recent, source } = view;
  const isRecent = ({ ref }: FoundRecord) => recent.some((one) => one.ref.path === ref.path);
  const offered = [...recent, ...view.open.filter((one) => !isRecent(one))];
  return {
    id,
    file: { fileName: name ?? '', size: file.size, displayName: '' },
    note: manner === 'original' || manner === 'text' ? '' : t(manners[manner]),
    original: view.original === null ? null : originalAt(id, new URL(view.original), await grantedPatterns()),
    content: file,
    source,
    portal: sender < 0 ? view.portal : null,
    isAnnounced: true,
    isNameable: true,
    senders,
    sender,
    offered,
    offer: t(
      sender < 0
        ? view.isKept
          ? 'capture_kept'
          : 'capture_signed_out'
        : offered.length > 0
          ? 'picker_recent'
          : 'picker_hint',
    ),
    send: async (ref, { name: attribute, value }, given, isSourced) =>
      ask('capture.send', {
        id,
        file: isSourced && source ? await withSource(file, source) : file,
        name: given.trim() === '' ? null : given,
        ref,
        attribute,
        replaces: value?.id ?? null,
      }),
  };
}

async function withSource(file: File, { title, address }: Source): Promise<File> {
  const head = [title, address].filter(Boolean).join('\n');
  return new File([`${head}\n\n`, file], file.name, { type: file.type });
}

const originalAt = (
  id: string,
  { href, host, origin }: URL,
  before: readonly string[],
): Matter['original'] => ({
  host,
  pattern: patternOf(origin),
  async fetch() {
    // Without cookies: it is another site's, and not the page's own.
    const got = await download(href);
    if (!('file' in got)) return false;
    await ask('capture.original', { id, file: got.file });
    return true;
  },
  // What was allowed was allowed for this once, unless it had been allowed before.
  leave: () => giveBack(covers(before, origin) ? [] : [patternOf(origin)]),
});
