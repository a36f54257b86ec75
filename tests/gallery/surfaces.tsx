import type { ComponentChild } from 'preact';
import { Chooser, RecordQuestion } from '../../components/Chooser.tsx';
import { Dock } from '../../components/Dock.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ReplaceQuestion } from '../../components/ReplaceQuestion.tsx';
import { Viewer } from '../../components/Viewer.tsx';
import { Zone } from '../../components/Zone.tsx';
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
      <Zone {...zone({ attribute: attribute({ displayName: 'Analysis file', value: report }) })} />
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
    'notice, silent': <Notice text="Attached to Mary Jones" silent />,
  };
}

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
    dock: dock(false),
    'dock-folded': dock(true),
    'dock-unsure': <Dock record={null} folded={false} fold={nothing} />,
    chooser: <Chooser {...chooser} index={1} of={3} {...answer} />,
    records: <RecordQuestion file="wound-photo.png" records={[mary, namesake]} {...answer} active={-1} />,
    replace: (
      <ReplaceQuestion
        record={mary}
        displayName="Wound photo"
        now={{ name: photo.name, bitmap }}
        next={{ name: 'wound-photo.png', bitmap }}
        replace={nothing}
        cancel={nothing}
      />
    ),
    viewer: (
      <Viewer
        file={photo.name}
        displayName="Wound photo"
        about="Mary Jones, b. 2 Apr 1961"
        bitmap={bitmap}
        close={nothing}
      />
    ),
    notice: <Notice text="report.pdf was not sent; choose an image." dismiss={nothing} />,
    ...popups(uploads),
    ...options(portal),
  };
}
