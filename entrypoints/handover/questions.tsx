import type { ComponentChild } from 'preact';
import { Chooser, RecordQuestion } from '../../components/Chooser.tsx';
import { Comparison } from '../../components/Comparison.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FieldQuestion } from '../../components/FieldQuestion.tsx';
import dialogLook from '../../components/look/dialog.css?inline';
import { ReplaceQuestion } from '../../components/ReplaceQuestion.tsx';
import { Dots } from '../../components/Row.tsx';
import { Viewer } from '../../components/Viewer.tsx';
import type { AttributeView, RecordView } from '../../lib/protocol/record.ts';
import type { UploadView } from '../../lib/protocol/upload.ts';
import { t } from '../../lib/texts/texts.ts';
import type { Pictures, Shown } from '../stage/pictures.ts';
import type { Person, Question } from './delivery.ts';
import type { OfferedField } from './form.ts';

/** What a question is drawn with: `answer` ends it, `again` draws it anew. */
type Draw<T> = (answer: (value: T | null) => void, again: () => void) => () => ComponentChild;

interface Means {
  pictures: Pictures;
  lastAttribute(): string | null;
  redraw(): void;
}

/** One question at a time; others wait for their turn. */
export function createQuestions({ pictures, lastAttribute, redraw }: Means) {
  let drawing: (() => ComponentChild) | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  function asked<T>(draw: Draw<T>): Promise<T | null> {
    const answer = turn.then(
      () =>
        new Promise<T | null>((resolve) => {
          drawing = draw((value) => {
            drawing = null;
            redraw();
            resolve(value);
          }, redraw);
          redraw();
        }),
    );
    turn = answer;
    return answer;
  }

  const named = ({ inspection, file }: Question) => inspection.name ?? file.name;

  const person: Pick<Person, 'whichRecord' | 'whichAttribute' | 'mayReplace' | 'mayPublish'> = {
    whichRecord: (records, file) =>
      asked<RecordView>((answer, again) => {
        let active = -1;
        return () => (
          <RecordQuestion
            file={file.name}
            records={records}
            active={active}
            move={(index) => {
              active = index;
              again();
            }}
            choose={(index) => answer(records[index] ?? null)}
            cancel={() => answer(null)}
          />
        );
      }),

    async whichAttribute(question) {
      const { record, inspection, index, of, taken, isNew } = question;
      const bitmap = await pictures.thumbnail(question.file);
      // Last used first; the rest as the template has them.
      const attributes = record.attributes.toSorted(
        (a, b) => Number(b.name === lastAttribute()) - Number(a.name === lastAttribute()),
      );
      const first = attributes.findIndex(
        (one) => one.writable && !inspection.refusals[one.name] && !taken.has(one.name),
      );
      return asked<AttributeView>((answer, again) => {
        let active = first;
        return () => (
          <Chooser
            file={named(question)}
            bitmap={bitmap}
            record={record}
            attributes={attributes}
            refusals={inspection.refusals}
            taken={taken}
            index={index}
            of={of}
            isNew={isNew}
            active={active}
            move={(to) => {
              active = to;
              again();
            }}
            choose={(at) => answer(attributes[at] ?? null)}
            cancel={() => answer(null)}
          />
        );
      });
    },

    async mayReplace(question, attribute) {
      const bitmap = await pictures.thumbnail(question.file);
      const { value } = attribute;
      const shown = value && pictures.get(value.id);
      const now = { name: value?.name ?? shown?.name ?? t('unnamed_file'), bitmap: shown?.bitmap ?? null };
      const yes = await asked<true>((answer) => () => (
        <ReplaceQuestion
          record={question.record}
          displayName={attribute.displayName}
          now={now}
          next={{ name: named(question), bitmap }}
          replace={() => answer(true)}
          cancel={() => answer(null)}
        />
      ));
      return yes === true;
    },

    async mayPublish(question, { displayName }) {
      const { caption, identity } = question.record;
      const yes = await asked<true>((answer) => () => (
        <Dialog
          title={t('public_question', named(question))}
          detail={<Dots of={[displayName, caption, ...identity]} />}
          cancel={() => answer(null)}
          answer={{ label: t('act_publish'), give: () => answer(true) }}
        >
          <div class="body">{t('public_why', displayName)}</div>
        </Dialog>
      ));
      return yes === true;
    },
  };

  return {
    person,
    whichField: (file: File, fields: readonly OfferedField[]): Promise<number | null> =>
      asked<number>((answer, again) => {
        let active = fields.findIndex(({ fits }) => fits);
        return () => (
          <FieldQuestion
            file={file.name}
            fields={fields}
            active={active}
            move={(to) => {
              active = to;
              again();
            }}
            choose={answer}
            cancel={() => answer(null)}
          />
        );
      }),
    /** Shows somebody's file beside one's own, until one of them is chosen or it is closed. */
    compare({ id, fileId, fileName, progress }: UploadView, record: RecordView, attribute: AttributeView) {
      const theirs = progress.is === 'conflict' ? progress.theirs : null;
      const seen = (of: string | null) => (of === null ? null : pictures.get(of));
      const nameOf = (of: string) => (attribute.value?.id === of ? attribute.value.name : seen(of)?.name);
      if (theirs !== null) void pictures.fetch(record.ref, attribute.name, theirs);
      return asked<'theirs' | 'mine'>((answer) => () => (
        <Comparison
          record={record}
          displayName={attribute.displayName}
          theirs={
            theirs === null
              ? null
              : { name: nameOf(theirs) ?? t('unnamed_file'), bitmap: seen(theirs)?.bitmap ?? null }
          }
          mine={{ name: fileName, bitmap: (seen(id) ?? seen(fileId))?.bitmap ?? null }}
          keep={answer}
          close={() => answer(null)}
        />
      ));
    },
    draw: () =>
      drawing && (
        <>
          <style>{dialogLook}</style>
          {drawing()}
        </>
      ),
    /** Shows a picture large, until it is closed. */
    async view({ name, picture }: Shown, attribute: AttributeView, about: string): Promise<void> {
      const bitmap = await pictures.decoded(picture);
      if (!bitmap) return;
      await asked<never>((answer) => () => (
        <Viewer
          file={name}
          displayName={attribute.displayName}
          about={about}
          bitmap={bitmap}
          close={() => answer(null)}
        />
      ));
      bitmap.close();
    },
  };
}
