import '../../components/look/page.css';
import '../../components/look/dialog.css';
import { render } from 'preact';
import { Chooser } from '../../components/Chooser.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Dots } from '../../components/Row.tsx';
import { askFor } from '../../lib/browser/asking.ts';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import type { FoundRecord, PickedRecord } from '../../lib/protocol/picker.ts';
import type { AttributeView } from '../../lib/protocol/record.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { failSentence } from '../../lib/texts/reasons.ts';
import { t } from '../../lib/texts/texts.ts';
import { capture, type Matter, refusedUpload } from './matter.ts';
import { createSearch } from './search.ts';

speak(document.documentElement);

const query = new URLSearchParams(location.search);

let matter: Matter | null = null;
/** What the person calls it; '' for a name that is made from the attribute and the time. */
let name = '';
let bitmap: ImageBitmap | null = null;
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
  const answer = await matter?.send(ref, chosen, name);
  if (!answer) return;
  if (answer.accepted) return window.close();
  [picked, published] = [null, null];
  news = sentenceOf(answer.reason, chosen.displayName, caption);
  draw();
}

function back(): void {
  [picked, published] = [null, null];
  draw();
}

function question() {
  if (!matter || !picked) return null;
  const file = name || matter.file.fileName || t('unnamed_file');
  const { record, refusals } = picked;
  const chosen = published;
  if (chosen)
    return (
      <Dialog
        key="public"
        title={t('public_question', file)}
        detail={<Dots of={[chosen.displayName, record.caption, ...record.identity]} />}
        cancel={back}
        answer={{ label: t('act_publish'), give: () => void give(chosen) }}
      >
        <div class="body">{t('public_why', chosen.displayName)}</div>
      </Dialog>
    );
  return (
    <Chooser
      key="attribute"
      file={file}
      bitmap={bitmap}
      record={record}
      attributes={record.attributes}
      refusals={refusals}
      index={1}
      of={1}
      active={attribute}
      move={(to) => {
        attribute = to;
        draw();
      }}
      choose={(at) => {
        const one = record.attributes[at];
        if (!one) return;
        if (!one.isPublic) return void give(one);
        published = one;
        draw();
      }}
      cancel={back}
    />
  );
}

function draw(): void {
  if (!matter) {
    render(<p class="body">{news}</p>, document.body);
    return;
  }
  const { isNameable, senders, sender, note } = matter;
  const picker = (
    <Picker
      file={{ ...matter.file, fileName: name || matter.file.fileName }}
      bitmap={bitmap}
      note={note}
      original={matter.original && { host: matter.original.host, fetch: fetchOriginal }}
      naming={isNameable ? rename : null}
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
      choose={(index) => void pick(index)}
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
  void askFor([original.pattern])
    .then((isAllowed) => isAllowed && original.fetch())
    .then(async (isHere) => {
      if (!isHere) {
        news = t('capture_no_original');
        return draw();
      }
      const isOwnName = name !== matter?.file.fileName;
      matter = isOwnName ? matter : null;
      await begin();
    })
    .finally(original.leave);
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
    news = found;
    return draw();
  }
  if (!matter) name = found.file.fileName;
  if (!matter && found.content) void look(found.content);
  matter = found;
  search.type(search.text());
}
void begin();
// Whoever signs in meanwhile sends it.
onNews(({ news: what }) => {
  if (what === 'session' && matter && matter.sender < 0) void begin();
});
