import '../../components/look/page.css';
import '../../components/look/dialog.css';
import '../../components/look/assign.css';
import { render } from 'preact';
import { AssignFoot } from '../../components/AssignFoot.tsx';
import { AssignHead } from '../../components/AssignHead.tsx';
import type { LineAction } from '../../components/AssignLine.tsx';
import { AssignTable } from '../../components/AssignTable.tsx';
import { Filters } from '../../components/Filters.tsx';
import { Marked } from '../../components/Marked.tsx';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import { save } from '../../lib/browser/saving.ts';
import { wish } from '../../lib/browser/wishes.ts';
import { number } from '../../lib/texts/amounts.ts';
import { t } from '../../lib/texts/texts.ts';
import { arrive, choose as chooseFrom, hearDrops } from './arriving.ts';
import { createBitmaps } from './bitmaps.ts';
import { createBoard, type Entry, isOpen, type Standing, standings, standsAs } from './board.ts';
import { createExamining } from './examining.ts';
import { lineOf } from './lines.ts';
import { type Question, Questions } from './questions.tsx';
import { looks } from './reading.ts';
import { createRecipe } from './recipe.ts';
import { createRecords } from './records.ts';
import { reportOf } from './report.ts';
import { createSending } from './sending.ts';
import { createView } from './view.ts';
import { createWatch } from './watch.ts';

speak(document.documentElement);
document.title = t('bulk_title');

const query = new URLSearchParams(location.search);
const batch = query.get('batch') ?? crypto.randomUUID();

const view = createView(
  () => board,
  () => sending.isRunning(),
  () => render(<Page />, document.body),
);
const { changed, draw } = view;
const board = createBoard(changed);
const records = createRecords(board, changed);
const recipe = createRecipe(board, changed);
const sending = createSending(
  board,
  changed,
  (upload) => ask('bulk.send', upload),
  (file) => examining.of(file),
);
// Chromium reads no file that has changed since it came; Firefox may.
const examining = createExamining(board, looks, !import.meta.env.FIREFOX);
const watch = createWatch(board, batch);
const pictureOf = createBitmaps(draw);

/** Asked about at this moment. */
let question: Question | null = null;
/** What was said of files that came. */
let said: readonly string[] = [];

function askAbout(what: typeof question): void {
  question = what;
  draw();
}

async function take(files: Promise<Awaited<ReturnType<typeof arrive>>>): Promise<void> {
  const { found, tables, news } = await files;
  said = news;
  // What has failed is over where another file has come for it.
  for (const id of board.add(found)) void wish('dismiss', id);
  examining.begin();
  for (const { name, rows } of tables) board.sayWhere(name, rows);
  const { columns } = board;
  // Records that come later may name a column that nothing names now.
  const isVague = columns?.columns.file === null || columns?.columns.record === null;
  if (tables.length > 0 && isVague) askAbout({ is: 'columns' });
  changed();
}

const progress = (found: number) => {
  said = [t('bulk_walking', number(found))];
  draw();
};

function act(action: LineAction, index: number): void {
  const entry = view.shown[index];
  if (!entry) return;
  view.move(index);
  if (action === 'choose') askAbout({ is: 'record', entries: [entry] });
  else if (action === 'skip' || action === 'unskip') board.change([entry], { isSkipped: action === 'skip' });
  else if (entry.upload) void wish(action, entry.upload.id);
}

function news(troubled: number): string[] {
  const { table } = board;
  const read = table && t('bulk_manifest_read', table.name, number(table.rows), number(table.named));
  const double = table && table.contradicted > 0 && t('bulk_manifest_double', number(table.contradicted));
  return [records.news(), ...said, read, double, troubled > 0 && t('bulk_again')].filter(
    (one) => typeof one === 'string' && one !== '',
  ) as string[];
}

/** What a filter shows can be skipped in one go, or taken again. */
function skipping() {
  const open = view.filter === null ? [] : view.shown.filter(isOpen);
  if (open.length === 0) return null;
  const isUndone = view.filter === 'skipped';
  return { isUndone, act: () => board.change(open, { isSkipped: !isUndone }) };
}

async function begin(): Promise<void> {
  askAbout(null);
  // Whoever reloads this page comes back to what it has sent.
  history.replaceState(null, '', `?batch=${encodeURIComponent(batch)}`);
  view.filterBy(null);
  await sending.begin(batch, records.senderKey());
}

function tell(what: 'cancel' | 'retry' | 'undo'): void {
  if (what === 'cancel') sending.stop();
  void ask('bulk.tell', { batch, what }).then(watch.look);
  askAbout(null);
}

function lineAt(index: number) {
  const entry = view.shown[index] as Entry;
  return lineOf(entry, board, pictureOf(entry), isOpen(entry) ? view.marks.has(entry) : null);
}

const markedAs = (count: number) =>
  count === 0 ? 'none' : count === view.shown.filter(isOpen).length ? 'all' : 'some';

function Page() {
  const counts = new Map<Standing, number>();
  for (const entry of board.entries)
    for (const one of standsAs(entry)) counts.set(one, (counts.get(one) ?? 0) + 1);
  const sent = watch.sent(sending);
  const marked = view.marks.all();
  const head = records.view();
  return (
    <main class="assign">
      <header class="head">
        <h1>{t('bulk_title')}</h1>
        {board.entries.length === 0 && <p>{t('bulk_drop')}</p>}
      </header>
      <AssignHead
        {...head}
        become={(index) => {
          head.become(index);
          void recipe.offer(records.senderKey());
        }}
        recipe={recipe.view()}
        rule={board.rule}
        ruleBy={board.ruleBy}
        preview={view.preview()}
        attribute={board.attribute}
        attributeFor={board.attributeFor}
        chooseFiles={() => chooseFrom('files', (files) => void take(arrive(files, progress)))}
        chooseFolder={() => chooseFrom('folder', (files) => void take(arrive(files, progress)))}
        chooseManifest={() => chooseFrom('manifest', (files) => void take(arrive(files, progress, true)))}
        news={news(counts.get('trouble') ?? 0)}
      />
      <Filters
        all={board.entries.length}
        counts={standings.map((is) => ({ is, count: counts.get(is) ?? 0 })).filter(({ count }) => count > 0)}
        chosen={view.filter}
        choose={view.filterBy}
        skip={skipping()}
      />
      <Marked
        count={marked.length}
        attributes={head.attributes}
        choose={() => askAbout({ is: 'record', entries: marked })}
        skip={(isSkipped) => board.change(marked, { isSkipped })}
        attributeFor={(attribute) => board.change(marked, { attribute })}
        unmark={() => view.marks.markAll(false)}
      />
      <AssignTable
        count={view.shown.length}
        line={lineAt}
        active={view.active}
        move={view.move}
        order={view.order}
        sort={view.sortBy}
        act={act}
        name={(attribute, index) => {
          const entry = view.shown[index];
          if (entry) board.change([entry], { attribute: attribute || null });
        }}
        marked={markedAs(marked.length)}
        mark={view.mark}
        markAll={view.marks.markAll}
      />
      <AssignFoot
        ready={sending.isRunning() ? 0 : board.tally().files}
        isLooking={examining.isRunning()}
        sent={sent}
        pace={watch.pace()}
        troubled={counts.get('trouble') ?? 0}
        attach={() => askAbout({ is: 'attach' })}
        pause={sending.turn}
        report={(type) => {
          const { type: mime, text } = reportOf(board, type);
          save(`attach-${new Date().toISOString().slice(0, 10)}.${type.toLowerCase()}`, mime, text);
        }}
        undo={() => askAbout({ is: 'undo' })}
        retry={() => tell('retry')}
        cancel={() => tell('cancel')}
      />
      <Questions
        now={question}
        board={board}
        cancel={() => askAbout(null)}
        attach={() => void begin()}
        undo={() => tell('undo')}
        chosen={(entries, chosen) => {
          question = null;
          board.change(entries, { chosen, isSkipped: false });
        }}
      />
    </main>
  );
}

hearDrops((files) => void take(arrive(files, progress)));
addEventListener('beforeunload', (event) => {
  // Files that are not kept yet live in this page alone.
  if (sending.isRunning()) event.preventDefault();
});

async function start(): Promise<void> {
  const view = await ask('bulk.read', { drop: query.get('drop'), batch: query.get('batch') });
  records.offer(view);
  board.see(view.uploads);
  board.add(view.files);
  examining.begin();
  await Promise.all([view.lists.length > 0 && records.load(), recipe.offer(records.senderKey())]);
}
draw();
void start();
onNews(({ news: what }) => {
  if (what === 'uploads') watch.heard();
  if (what === 'session')
    void ask('bulk.read', { drop: null, batch: null }).then((view) => {
      records.offer(view);
      return recipe.offer(records.senderKey());
    });
});
