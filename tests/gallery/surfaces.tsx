import type { ComponentChild } from 'preact';
import { Chooser, RecordQuestion } from '../../components/Chooser.tsx';
import { Comparison } from '../../components/Comparison.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Dock } from '../../components/Dock.tsx';
import { FieldQuestion } from '../../components/FieldQuestion.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ReplaceQuestion } from '../../components/ReplaceQuestion.tsx';
import { Dots } from '../../components/Row.tsx';
import { Viewer } from '../../components/Viewer.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { Zone } from '../../components/Zone.tsx';
import { failSentence } from '../../lib/texts/reasons.ts';
import { t } from '../../lib/texts/texts.ts';
import { assign } from './assign.tsx';
import {
  attribute,
  attributes,
  mary,
  namesake,
  photo,
  picture,
  progresses,
  report,
  upload,
  zone,
} from './examples.ts';
import { options, popups } from './pages.tsx';
import { called } from './spoken.ts';

const nothing = () => undefined;
const answer = { active: 0, move: nothing, choose: nothing, cancel: nothing };

/** Beside one another on the page. */
export function still(): Record<string, ComponentChild> {
  const bitmap = picture();
  const held = attribute({ value: photo });
  const zones: Record<string, ComponentChild> = {
    'zone, empty': <Zone {...zone({})} />,
    'zone, dragged over': <Zone {...zone({ over: true })} />,
    'zone, picture': <Zone {...zone({ attribute: held, bitmap })} />,
    'zone, file': (
      <Zone {...zone({ attribute: attribute({ displayName: called.analysis, value: report }) })} />
    ),
    'zone, nameless': <Zone {...zone({ attribute: attribute({ value: { id: 'f3' } }) })} />,
    'zone, read-only': (
      <Zone {...zone({ attribute: attribute({ writable: false, value: photo }), bitmap })} />
    ),
    'zone, read-only and empty': <Zone {...zone({ attribute: attribute({ writable: false }) })} />,
  };
  for (const progress of progresses) {
    const name = Object.values(progress).join(' ');
    const attached = progress.is === 'attached' ? held : attribute();
    zones[`zone, ${name}`] = <Zone {...zone({ attribute: attached, bitmap, upload: upload(progress) })} />;
  }
  return {
    ...zones,
    'notice, silent': <Notice text={t('attached', mary.caption)} silent />,
  };
}

const refusal = failSentence('not-an-image', {
  file: report.name,
  attribute: called.wound,
  record: mary.caption,
});

/** Each fills the window or stands at its edge: one at a time. */
export function alone(): Record<string, ComponentChild> {
  const bitmap = picture();
  const dock = (folded: boolean) => (
    <Dock record={mary} folded={folded} fold={nothing}>
      {attributes.map((one) => (
        <Zone
          {...zone({ attribute: one, inDock: true, bitmap: one.type === 'IMAGE' ? bitmap : null })}
          key={one.name}
        />
      ))}
      <Zone
        {...zone({
          attribute: attribute({ name: 'x' }),
          inDock: true,
          bitmap,
          upload: upload({ is: 'running', step: 'sending', sent: 412_000 }),
        })}
      />
    </Dock>
  );
  const chooser = {
    file: 'wound-photo.png',
    bitmap,
    record: mary,
    attributes,
    refusals: { analysis_file: true },
  };
  const uploads = progresses.map((progress, index) =>
    upload(progress, { id: `${index}`, fileName: `picture-${index}.png` }),
  );
  const portal = { origin: 'https://organization.app.dev.sandbox.biot-med.com', api: mary.ref.api };
  return {
    assign: assign(),
    dock: dock(false),
    'dock-folded': dock(true),
    'dock-unsure': <Dock record={null} folded={false} fold={nothing} />,
    chooser: <Chooser {...chooser} index={1} of={3} {...answer} />,
    'chooser-new': <Chooser {...chooser} index={1} of={1} isNew {...answer} />,
    fields: (
      <FieldQuestion
        file="wound-photo.png"
        fields={[
          { label: 'Consent form', accept: ['.pdf'], fits: false, holds: null },
          { label: 'Wound photo', accept: [], fits: true, holds: null },
          { label: 'ECG strip', accept: [], fits: true, holds: 'ecg.png' },
        ]}
        {...answer}
        active={1}
      />
    ),
    waiting: (
      <Waiting
        text="wound-photo.png waits for the new record. Save the form, and we ask where to attach it."
        discard={nothing}
      />
    ),
    records: <RecordQuestion file="wound-photo.png" records={[mary, namesake]} {...answer} active={-1} />,
    replace: (
      <ReplaceQuestion
        record={mary}
        displayName={called.wound}
        now={{ name: photo.name, bitmap }}
        next={{ name: 'wound-photo.png', bitmap }}
        replace={nothing}
        cancel={nothing}
      />
    ),
    comparison: (
      <Comparison
        record={mary}
        displayName={called.wound}
        theirs={{ name: photo.name, bitmap }}
        mine={{ name: 'wound-photo.png', bitmap }}
        keep={nothing}
        close={nothing}
      />
    ),
    viewer: (
      <Viewer
        file={photo.name}
        displayName={called.wound}
        about={[mary.caption, ...mary.identity].join(', ')}
        bitmap={bitmap}
        close={nothing}
      />
    ),
    notice: <Notice text={refusal} dismiss={nothing} />,
    published: (
      <Dialog
        title={t('public_question', report.name)}
        detail={<Dots of={[called.analysis, mary.caption, ...mary.identity]} />}
        cancel={nothing}
        answer={{ label: t('act_publish'), give: nothing }}
      >
        <div class="body">{t('public_why', called.analysis)}</div>
      </Dialog>
    ),
    ...popups(uploads),
    ...options(portal),
  };
}
