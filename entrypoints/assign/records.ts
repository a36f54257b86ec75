import type { AssignHeadProps } from '../../components/AssignHead.tsx';
import { ask } from '../../lib/browser/letters.ts';
import type { BulkRecord, BulkSender, BulkView, OpenList } from '../../lib/protocol/bulk.ts';
import type { EntityKind } from '../../lib/protocol/record.ts';
import { number } from '../../lib/texts/amounts.ts';
import { failSentence } from '../../lib/texts/reasons.ts';
import { t } from '../../lib/texts/texts.ts';
import type { Board } from './board.ts';

type Shown = Pick<
  AssignHeadProps,
  | 'senders'
  | 'sender'
  | 'become'
  | 'lists'
  | 'kinds'
  | 'source'
  | 'choose'
  | 'words'
  | 'type'
  | 'load'
  | 'clues'
  | 'attributes'
>;

/** Which records may receive files: the list in the portal, or a search made here. */
export function createRecords(board: Board, changed: () => void) {
  let senders: readonly BulkSender[] = [];
  let lists: readonly OpenList[] = [];
  let kinds: readonly EntityKind[] = [];
  let [sender, source, words, news] = [0, 0, '', t('bulk_signed_out')];
  let turn = 0;

  async function load(): Promise<void> {
    turn += 1;
    const mine = turn;
    const key = senders[sender]?.key;
    const list = lists[source];
    const kind = kinds[source - lists.length];
    if (key === undefined || (!list && !kind)) return;
    news = t('bulk_loading');
    changed();
    const answer = await ask('bulk.records', {
      sender: key,
      source: list ? { list } : { kind: kind ?? 'patient', text: words },
    }).catch(() => ({ reason: 'browser' as const }));
    // Somebody has chosen other ones meanwhile.
    if (mine !== turn) return;
    if ('reason' in answer) news = failSentence(answer.reason, { file: '', attribute: null, record: null });
    else {
      const count = number(answer.records.length);
      news = t(answer.isWhole ? 'bulk_loaded' : 'bulk_cut', count);
      board.load(answer.records);
    }
    changed();
  }

  /** What was loaded is another person's, or another list. */
  function reset(): void {
    turn += 1;
    news = '';
    board.load([]);
  }

  return {
    load,
    news: () => news,
    senderKey: () => senders[sender]?.key ?? '',
    /** Who is signed in, and which lists stand in the portal now. */
    offer(view: BulkView): void {
      const before = senders[sender]?.key;
      senders = view.senders;
      const still = senders.findIndex(({ key }) => key === before);
      if (before !== undefined && still < 0) reset();
      sender = Math.max(0, still);
      // A list that appears must not change which one was chosen.
      if (kinds.length === 0 || board.records.length === 0) [lists, source] = [view.lists, 0];
      kinds = view.kinds;
      if (senders.length === 0) news = t('bulk_signed_out');
      else if (news === t('bulk_signed_out')) news = '';
      changed();
    },
    view: (): Shown => ({
      senders,
      sender,
      become(index) {
        sender = index;
        reset();
      },
      lists,
      kinds,
      source,
      choose(to) {
        source = to;
        reset();
      },
      words,
      type(text) {
        words = text;
        changed();
      },
      load: () => void load(),
      clues: named(board.records.flatMap(({ clues }) => clues)),
      attributes: named(
        board.recipe?.template.attributes ??
          board.records.flatMap(({ attributes }) => attributes.filter((one) => one.writable)),
      ),
    }),
  };
}

/** Each name once, with what the portal calls it. */
function named(
  all: readonly { name: string; displayName: string }[],
): { name: string; displayName: string }[] {
  return [...new Map(all.map(({ name, displayName }) => [name, { name, displayName }])).values()];
}

export type Found = readonly BulkRecord[];
