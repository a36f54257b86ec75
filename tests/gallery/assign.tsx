import type { ComponentChild } from 'preact';
import { AssignFoot } from '../../components/AssignFoot.tsx';
import { AssignHead } from '../../components/AssignHead.tsx';
import type { ShownLine } from '../../components/AssignLine.tsx';
import { AssignTable } from '../../components/AssignTable.tsx';
import { Filters } from '../../components/Filters.tsx';
import { Marked } from '../../components/Marked.tsx';
import { t } from '../../lib/texts/texts.ts';
import { attributes, mary, photo } from './examples.ts';

const nothing = () => undefined;

const line = (change: Partial<ShownLine>): ShownLine => ({
  name: '40017_wound.jpg',
  folder: 'card/day 1',
  size: 661_204,
  bitmap: null,
  tone: 'plain',
  record: mary.caption,
  detail: mary.identity,
  attributes,
  attribute: 'wound_photo',
  news: t('empty'),
  sent: null,
  actions: ['choose', 'skip'],
  isMarked: false,
  ...change,
});

const none = { record: null, detail: [], attributes: [], attribute: null };

const lines: readonly ShownLine[] = [
  line({ isMarked: true }),
  line({ name: '40017_wound_2.jpg', tone: 'over', news: t('replaces', photo.name), isMarked: true }),
  line({ ...none, name: 'IMG_2211.jpg', tone: 'warn', news: t('bulk_news_none') }),
  line({ ...none, name: 'jones.jpg', tone: 'warn', news: t('bulk_news_many') }),
  line({ ...none, name: 'notes.txt', news: t('bulk_is_skipped'), actions: ['unskip'] }),
  line({ name: 'sent.jpg', attributes: [], isMarked: null, sent: 412_000, actions: ['cancel'] }),
  line({ name: 'done.jpg', attributes: [], isMarked: null, tone: 'ok', actions: ['undo'] }),
];

/** The table of many files, as it stands before and while they are sent. */
export function assign(): ComponentChild {
  return (
    <main class="assign">
      <header class="head">
        <h1>{t('bulk_title')}</h1>
      </header>
      <AssignHead
        senders={[]}
        sender={0}
        become={nothing}
        lists={[]}
        kinds={['patient', 'device']}
        source={0}
        choose={nothing}
        words=""
        type={nothing}
        load={nothing}
        recipe={{
          ...{ templates: [], template: null, choose: nothing, references: [], reference: null },
          ...{ refer: nothing, values: {}, write: nothing },
        }}
        rule={{ by: 'pattern', pattern: '{id}_*' }}
        clues={[]}
        ruleBy={nothing}
        preview={t('bulk_preview', '40017_wound.jpg', '40017')}
        attributes={attributes}
        attribute={null}
        attributeFor={nothing}
        chooseFiles={nothing}
        chooseFolder={nothing}
        chooseManifest={nothing}
        news={[]}
      />
      <Filters
        all={lines.length}
        counts={[
          { is: 'ready', count: 2 },
          { is: 'none', count: 1 },
          { is: 'many', count: 1 },
        ]}
        chosen={null}
        choose={nothing}
        skip={null}
      />
      <Marked
        count={2}
        attributes={attributes}
        choose={nothing}
        skip={nothing}
        attributeFor={nothing}
        unmark={nothing}
      />
      <AssignTable
        count={lines.length}
        line={(index) => lines[index] ?? line({})}
        active={0}
        move={nothing}
        order={{ by: 'file', isDown: false }}
        sort={nothing}
        act={nothing}
        name={nothing}
        marked="some"
        mark={nothing}
        markAll={nothing}
      />
      <AssignFoot
        isLooking={false}
        ready={2}
        sent={{ all: 2, kept: 2, attached: 1, open: 1, isPaused: false }}
        pace={{ rate: 1_200_000, left: 42 }}
        troubled={0}
        attach={nothing}
        pause={nothing}
        report={nothing}
        undo={nothing}
        retry={nothing}
        cancel={nothing}
      />
    </main>
  );
}
