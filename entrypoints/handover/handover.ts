import type { ComponentChild } from 'preact';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import type { AttributeView, RecordView } from '../../lib/protocol/record.ts';
import type { PageSnapshot } from '../../lib/protocol/requests.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import { failSentence } from '../../lib/texts/reasons.ts';
import { pluralOf, t } from '../../lib/texts/texts.ts';
import type { Pictures, Shown } from '../stage/pictures.ts';
import { createAccount, type Stands } from './account.ts';
import { type Aim, deliver, type Person } from './delivery.ts';
import { fillIn, formFields } from './form.ts';
import { createFreshness } from './freshness.ts';
import { createNewcomer, isWriting } from './newcomer.tsx';
import { createQuestions } from './questions.tsx';

export type { Stands } from './account.ts';
export type { Aim } from './delivery.ts';

/** What the portal script lends: its pictures, its news, and how to draw anew. */
export interface Loan {
  pictures: Pictures;
  lastAttribute(): string | null;
  redraw(): void;
  /** @param silent heard and not seen, because the attribute's place shows it. */
  say(sentence: string, silent: boolean): void;
  /** Whether a person sees an attribute of a record at this moment. */
  sees(ref: RecordView['ref'], attribute: string): boolean;
}

/** What a page needs once a file has come: questions, the way to the record, and how files stand. */
export interface Handover {
  /** Brings files to the record that was on screen when they came; rejects when the extension is gone. */
  deliver(files: readonly File[], aim: Aim): Promise<void>;
  /** Says why none of these files was taken. */
  refuse(reason: FailReason, files: readonly File[], record: RecordView | null): void;
  /** Takes in how all uploads to the page's records stand, and says what is new. */
  hear(uploads: readonly UploadView[]): void;
  stands(record: RecordView, attribute: AttributeView): Stands | null;
  /** The page has been looked at anew. */
  seen(verdict: OnScreen, snapshot: PageSnapshot): void;
  /** Shows a picture large, until it is closed. */
  view(picture: Shown, attribute: AttributeView, about: string): Promise<void>;
  /** The question that stands open, if one does. */
  draw(): ComponentChild;
}

/** How long (ms) a file may take to be kept before its person is asked to wait for that. */
const patience = 1_000;

export function createHandover(loan: Loan): Handover {
  const { person, whichField, compare, view, draw } = createQuestions(loan);
  const { refuse, forget, hear, stands } = createAccount({
    ...loan,
    compare,
    freshness: createFreshness(loan.redraw),
  });

  /** Tells of files that came together: the first in full, the others by their number. */
  function teller(): Person['refused'] {
    let first = '';
    let others = -1;
    return (reason, file, record, attribute) => {
      others += 1;
      first ||= failSentence(reason, {
        file: file.name,
        attribute: attribute?.displayName ?? null,
        record: record?.caption ?? null,
      });
      const more = others > 0 && t(`more_not_sent_${pluralOf(others)}`, String(others));
      refuse({ reason, file, record, attribute }, more ? `${first} ${more}` : first, !more);
    };
  }

  const refuseAll: Handover['refuse'] = (reason, files, record) => {
    const refused = teller();
    for (const file of files) refused(reason, file, record, null);
  };

  const accepted = (id: string, file: File) => void loan.pictures.put(id, file, file.name);
  const say = (sentence: string, silent = false) => loan.say(sentence, silent);
  const keeping: Person['keeping'] = ({ name }) => {
    let isSaid = false;
    const timer = setTimeout(() => {
      isSaid = true;
      say(t('keep_tab_open', name));
    }, patience);
    return () => {
      clearTimeout(timer);
      if (isSaid) say('');
    };
  };
  const newcomer = createNewcomer({
    async offer(files, record) {
      const declined = ({ name }: File) => say(t('not_attached_to_new', name, record.caption));
      const aim: Aim = {
        verdict: { is: 'one', record, because: 'title-visible' },
        attribute: null,
        replace: false,
        isNew: true,
      };
      await deliver(files, aim, { ...person, keeping, accepted, declined, refused: teller() }).catch(() =>
        refuseAll('not-kept', files, record),
      );
    },
    say,
    redraw: loan.redraw,
  });

  return {
    async deliver(files, aim) {
      forget();
      const { verdict } = aim;
      // A record that is only mentioned, as a line of the list behind a form is, is not what files are for.
      const isProved = verdict.is === 'one' || (verdict.is === 'many' && verdict.sure.length > 0);
      const fields = aim.attribute === null ? formFields() : [];
      // Where no record is proved, or one lies under a dialog, a form that writes another may be what files are for.
      if (fields.some(({ inDialog }) => inDialog || !isProved)) return fillIn(files, { whichField, say });
      if (verdict.is === 'none' && isWriting()) return newcomer.wait(files);
      const declined = () => undefined;
      await deliver(files, aim, { ...person, keeping, accepted, declined, refused: teller() });
    },
    refuse: refuseAll,
    hear,
    stands,
    view,
    seen: newcomer.seen,
    draw: () => [draw(), newcomer.draw()],
  };
}
