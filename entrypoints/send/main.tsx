import '../../components/look/page.css';
import '../../components/look/dialog.css';
import { render } from 'preact';
import { Chooser } from '../../components/Chooser.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Dots } from '../../components/Row.tsx';
import { speak } from '../../lib/browser/language.ts';
import { ask } from '../../lib/browser/letters.ts';
import type { FoundRecord, PickedRecord } from '../../lib/protocol/picker.ts';
import type { AttributeView } from '../../lib/protocol/record.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import { failSentence } from '../../lib/texts/reasons.ts';
import { t } from '../../lib/texts/texts.ts';
import { createSearch } from './search.ts';

speak(document.documentElement);

const id = new URLSearchParams(location.search).get('upload') ?? '';

let upload: UploadView | null = null;
let open: readonly FoundRecord[] = [];
let records: readonly FoundRecord[] = [];
let news = '';
let active = -1;
let picked: PickedRecord | null = null;
let attribute = -1;
/** An attribute whose files lie at a public address: asked about before anything is sent. */
let published: AttributeView | null = null;

function list(found: readonly FoundRecord[], sentence: string): void {
  [records, news, active] = [found, sentence, found.length > 0 ? 0 : -1];
  draw();
}

const search = createSearch({
  ask: (text) => ask('picker.search', { id, text }),
  none: () => list(open, t(open.length > 0 ? 'picker_open' : 'picker_hint')),
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
  failSentence(reason, { file: upload?.fileName ?? '', attribute: displayName, record });

async function pick(index: number): Promise<void> {
  const found = records[index];
  if (!found) return;
  active = index;
  picked = await ask('picker.record', { id, ref: found.ref });
  attribute = picked?.record.attributes.findIndex(({ name }) => !picked?.refusals[name]) ?? -1;
  if (picked && picked.record.attributes.length === 0) {
    picked = null;
    news = t('picker_no_attribute', found.caption);
  } else if (!picked) news = sentenceOf('record-unknown', null, found.caption);
  draw();
}

async function give(chosen: AttributeView): Promise<void> {
  if (!picked) return;
  const { ref, caption } = picked.record;
  const answer = await ask('upload.move', {
    id,
    ref,
    attribute: chosen.name,
    replaces: chosen.value?.id ?? null,
  });
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
  if (!upload || !picked) return null;
  const { record, refusals } = picked;
  const chosen = published;
  if (chosen)
    return (
      <Dialog
        key="public"
        title={t('public_question', upload.fileName)}
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
      file={upload.fileName}
      bitmap={null}
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
  if (!upload) {
    render(<p class="body">{news}</p>, document.body);
    return;
  }
  const picker = (
    <Picker
      file={upload}
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

async function begin(): Promise<void> {
  const view = await ask('picker.read', { id });
  const isWaiting = view.upload?.progress.is === 'failed' && view.upload.progress.elsewhere;
  upload = isWaiting ? view.upload : null;
  open = view.open;
  if (upload) search.type('');
  else {
    news = t('picker_gone');
    draw();
  }
}
void begin();
