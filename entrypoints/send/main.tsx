import '../../components/look/page.css';
import '../../components/look/dialog.css';
import { render } from 'preact';
import { Coming } from '../../components/Coming.tsx';
import { Destination } from '../../components/Destination.tsx';
import { Picker } from '../../components/Picker.tsx';
import { askFor, letNotify, mayNotify } from '../../lib/browser/asking.ts';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import type { FoundRecord, PickedRecord } from '../../lib/protocol/picker.ts';
import type { AttributeView } from '../../lib/protocol/record.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { failSentence } from '../../lib/texts/reasons.ts';
import { t } from '../../lib/texts/texts.ts';
import { capture, type Fetching, type Matter, refusedUpload } from './matter.ts';
import { createSearch, matching } from './search.ts';
import { oneAtATime } from './turn.ts';

speak(document.documentElement);

const query = new URLSearchParams(location.search);

let matter: Matter | null = null;
/** What the person calls it; '' for a name that is made from the attribute and the time. */
let name = '';
let bitmap: ImageBitmap | null = null;
let isSourced = false;
let isAnnouncing = false;
/** It is on its way to us, and this much of it has come. */
let fetching: Fetching | null = null;
let records: readonly FoundRecord[] = [];
let news = '';
let active = -1;
let picked: PickedRecord | null = null;
let attribute = -1;
/** An attribute whose files lie at a public address: asked about before anything is sent. */
let published: AttributeView | null = null;

const id = () => matter?.id ?? '';

function list(found: readonly FoundRecord[], sentence: string): void {
  [records, news, active] = [found, sentence, found.length > 0 ? 0 : -1];
  draw();
}

const search = createSearch({
  ask: (text) => ask('picker.search', { id: id(), text }),
  typed: (text) => list(matching(records, text), t('picker_searching')),
  none: () => list(matter?.offered ?? [], matter?.offer ?? ''),
  searching() {
    news = t('picker_searching');
    draw();
  },
  answered(answer) {
    if ('reason' in answer) return list([], sentenceOf(answer.reason, null, null));
    list(answer.found, t(answer.found.length > 0 ? 'picker_found' : 'picker_none'));
  },
  failed: () => list([], t('picker_failed')),
});

const sentenceOf = (reason: FailReason, displayName: string | null, record: string | null): string =>
  failSentence(reason, { file: name || (matter?.file.fileName ?? ''), attribute: displayName, record });

const once = oneAtATime(() => {
  news = t('picker_failed');
  draw();
});

async function pick(index: number): Promise<void> {
  const found = records[index];
  if (!found) return;
  active = index;
  picked = await ask('picker.record', { id: id(), ref: found.ref });
  attribute = picked?.record.attributes.findIndex((one) => !picked?.refusals[one.name]) ?? -1;
  const again = picked?.record.attributes.findIndex((one) => one.name === found.attribute?.name) ?? -1;
  const usual = picked?.record.attributes[again];
  if (usual && !picked?.refusals[usual.name]) {
    attribute = again;
    // Nothing is replaced and nothing published there: there is nothing to ask.
    if (usual.value === null && !usual.isPublic) return give(usual);
  }
  if (picked && picked.record.attributes.length === 0) {
    picked = null;
    news = t('picker_no_attribute', found.caption);
  } else if (!picked) news = sentenceOf('record-unknown', null, found.caption);
  draw();
}

async function give(chosen: AttributeView): Promise<void> {
  if (!picked) return;
  const { ref, caption } = picked.record;
  const answer = await matter?.send(ref, chosen, name, isSourced);
  if (!answer) return;
  if (answer.accepted) return window.close();
  news = sentenceOf(answer.reason, chosen.displayName, caption);
  back();
}

function back(): void {
  [picked, published] = [null, null];
  draw();
}

function question() {
  if (!matter || !picked) return null;
  return (
    <Destination
      file={name || matter.file.fileName || t('unnamed_file')}
      bitmap={bitmap}
      picked={picked}
      published={published}
      active={attribute}
      move={(to) => {
        attribute = to;
        draw();
      }}
      choose={(one) => {
        if (!one.isPublic) return once(() => give(one));
        published = one;
        draw();
      }}
      publish={(one) => once(() => give(one))}
      cancel={back}
    />
  );
}

function draw(): void {
  if (!matter) {
    const { received, total } = fetching ?? { received: 0, total: null };
    const coming = <Coming received={received} total={total} cancel={() => window.close()} />;
    render(fetching ? coming : <p class="body">{news}</p>, document.body);
    return;
  }
  const { isNameable, senders, sender, note, source, portal } = matter;
  const picker = (
    <Picker
      file={{ ...matter.file, fileName: name || matter.file.fileName }}
      bitmap={bitmap}
      note={note}
      original={matter.original && { host: matter.original.host, fetch: fetchOriginal }}
      naming={isNameable ? rename : null}
      sourced={source && { is: isSourced, turn: turnSource }}
      announced={matter.isAnnounced ? { is: isAnnouncing, turn: turnAnnouncing } : null}
      portal={portal === null ? null : { host: portal, show: () => void ask('portal.show') }}
      senders={senders}
      sender={sender}
      become={(to) => void become(to)}
      text={search.text()}
      records={records}
      news={news}
      active={active}
      type={search.type}
      move={(to) => {
        active = to;
        draw();
      }}
      choose={(index) => once(() => pick(index))}
      cancel={() => window.close()}
    >
      {question()}
    </Picker>
  );
  render(picker, document.body);
}

/** Nothing is awaited before the browser asks. */
function fetchOriginal(): void {
  const original = matter?.original;
  if (!original) return;
  const before = matter?.file.fileName;
  void askFor([original.pattern])
    .then((isAllowed) => isAllowed && original.fetch())
    .then(async (isHere) => {
      if (!isHere) {
        news = t('capture_no_original');
        return draw();
      }
      const isOwnName = name !== before;
      await begin();
      if (!isOwnName) rename(matter?.file.fileName ?? name);
    })
    .finally(original.leave);
}

function turnSource(to: boolean): void {
  isSourced = to;
  draw();
}

/** Nothing is awaited before the browser asks. */
function turnAnnouncing(to: boolean): void {
  void letNotify(to).then((is) => {
    isAnnouncing = is;
    draw();
  });
}

function rename(to: string): void {
  name = to;
  draw();
}

async function become(sender: number): Promise<void> {
  // What stands there was found for somebody else.
  picked = null;
  list([], t('picker_searching'));
  await ask('capture.become', { id: id(), sender });
  await begin();
}

/** The picture of what goes; none where the browser knows none. */
async function look(content: File): Promise<void> {
  bitmap = await createImageBitmap(content, { resizeWidth: 96 }).catch(() => null);
  if (bitmap) draw();
}

async function begin(): Promise<void> {
  const [wanted, upload] = [query.get('capture'), query.get('upload')];
  const found = await (wanted === null ? refusedUpload(upload ?? '') : capture(wanted));
  if (typeof found === 'string') {
    [news, fetching] = [found, null];
    return draw();
  }
  if ('received' in found) {
    fetching = found;
    return draw();
  }
  const before = matter;
  fetching = null;
  if (!before) name = found.file.fileName;
  if (found.content && found.content !== before?.content) void look(found.content);
  matter = found;
  search.type(search.text());
}
void begin();
void mayNotify().then((may) => {
  isAnnouncing = may;
  draw();
});
// What is on its way to a window that is closed is wanted no more.
addEventListener('pagehide', () => {
  const wanted = query.get('capture');
  if (wanted !== null && fetching) void ask('capture.discard', { id: wanted }).catch(() => undefined);
});
// Whoever signs in meanwhile sends it.
onNews(({ news: what }) => {
  if (what === 'capture' && !matter) void begin();
  if (what === 'session' && matter && matter.sender < 0) void begin();
});
