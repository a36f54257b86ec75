import type { ComponentChild } from 'preact';
import { ActivityList } from '../../components/ActivityList.tsx';
import { Coming } from '../../components/Coming.tsx';
import { Picker, type PickerProps } from '../../components/Picker.tsx';
import { PortalList, type PortalListProps } from '../../components/PortalList.tsx';
import { Recovery } from '../../components/Recovery.tsx';
import { SightList } from '../../components/SightList.tsx';
import { UploadList, type UploadListProps } from '../../components/UploadList.tsx';
import type { ActivityView } from '../../lib/protocol/activity.ts';
import type { FoundRecord } from '../../lib/protocol/picker.ts';
import type { TabView } from '../../lib/protocol/requests.ts';
import type { SightReport } from '../../lib/protocol/sight.ts';
import type { UploadView } from '../../lib/protocol/upload.ts';
import { t } from '../../lib/texts/texts.ts';
import { mary, namesake, upload } from './examples.ts';

const nothing = () => undefined;
const own = ['https://*.biot-med.com/*', 'https://*.amazonaws.com/*'];
const portal = 'https://portal.clinic.example';
const api = 'https://api.clinic.example';

const tab = (is: TabView['is'], of: string | null = null): TabView => ({
  is,
  portal: ['silent', 'observed', 'elsewhere'].includes(is) ? null : portal,
  api: of,
  ask: [],
});

function popup(change: Partial<UploadListProps>): ComponentChild {
  const empty = {
    uploads: [],
    others: 0,
    lost: 0,
    lostNames: [],
    waiting: [],
    batches: [],
    tab: tab('elsewhere'),
    withheld: [],
  };
  return (
    <UploadList
      {...empty}
      act={nothing}
      reload={nothing}
      send={nothing}
      resume={nothing}
      discard={nothing}
      bulk={nothing}
      clear={nothing}
      allow={nothing}
      {...change}
    />
  );
}

function picker(
  records: readonly FoundRecord[],
  news: string,
  change: Partial<PickerProps> = {},
): ComponentChild {
  const file = { fileName: 'heel.png', size: 661_204, displayName: 'Wound photo' };
  const answers = { type: nothing, move: nothing, choose: nothing, cancel: nothing };
  const plain = {
    bitmap: null,
    note: '',
    original: null,
    naming: null,
    sourced: null,
    announced: null,
    portal: null,
    senders: [],
    sender: 0,
    become: nothing,
  };
  return <Picker {...{ file, text: 'mary', records, news, active: 0 }} {...plain} {...answers} {...change} />;
}

/** The toolbar's popup, on each kind of tab. */
export function popups(uploads: readonly UploadView[]): Record<string, ComponentChild> {
  const barred = [upload({ is: 'waiting', why: 'access', cancel: true })];
  return {
    popup: popup({ uploads, others: 2, lost: 1, lostNames: ['left-heel.png'], tab: tab('observed') }),
    'popup-empty': popup({}),
    picker: picker(
      [mary, namesake].map((one) => ({ ...one, kind: 'Patient' })),
      t('picker_found'),
    ),
    'picker-none': picker([], t('picker_none')),
    'picker-capture': picker(
      [
        { ...mary, kind: null, attribute: { name: 'wound_photo', displayName: 'Wound photo' } },
        { ...namesake, kind: 'Patient' },
      ],
      t('picker_recent'),
      {
        text: '',
        file: { fileName: 'heel.png', size: 661_204, displayName: '' },
        note: t('capture_pixels'),
        original: { host: 'pictures.example', fetch: nothing },
        naming: nothing,
        senders: [
          { name: 'Noa Levi', organization: 'Northfield', portal: 'care.example' },
          { name: 'Dan Levi', organization: null, portal: 'records.example' },
        ],
      },
    ),
    'picker-signed-out': picker([], t('capture_kept'), {
      text: '',
      file: { fileName: 'Wound care.txt', size: 1204, displayName: '' },
      naming: nothing,
      sourced: { is: true, turn: nothing },
      announced: { is: false, turn: nothing },
      portal: { host: 'care.example', show: nothing },
    }),
    'picker-coming': <Coming received={12_400_000} total={80_000_000} cancel={nothing} />,
    'popup-waiting': popup({ waiting: [{ id: 'w', at: Date.UTC(2026, 3, 2, 12, 5) }] }),
    'popup-silent': popup({ tab: tab('silent') }),
    'popup-offered': popup({ tab: tab('offered') }),
    'popup-offered-api': popup({ tab: tab('offered', api) }),
    'popup-learning': popup({ tab: tab('learning') }),
    'popup-api-needed': popup({ tab: tab('api-needed', api) }),
    'popup-allowed': popup({ tab: tab('allowed') }),
    'popup-withdrawn': popup({ tab: tab('withdrawn', api), uploads: barred }),
    'popup-withheld': popup({ withheld: own, uploads: barred }),
  };
}

const sight: SightReport = {
  host: new URL(portal).host,
  language: 'en',
  direction: 'ltr',
  verdict: 'one',
  because: 'title-visible',
  meant: 1,
  sure: 1,
  attributes: 4,
  zones: 3,
  read: [],
  pending: 0,
  listedSecondsAgo: null,
  roots: 1,
  foreignFrames: 0,
  extension: '0.1.0',
  browser: 'Chrome',
};

const attached: ActivityView = {
  id: 'u1',
  at: Date.UTC(2026, 10, 23, 14, 2),
  outcome: 'attached',
  reason: null,
  fileName: 'wound-2026-11-20.jpg',
  type: 'image/jpeg',
  size: 661_204,
  caption: 'Mary Jones',
  displayName: 'Wound photo',
  portal,
  person: 'Noa Levi',
  fileId: 'f1',
};
const log: readonly ActivityView[] = [
  {
    ...attached,
    id: 'u3',
    outcome: 'failed',
    reason: 'altered',
    fileName: 'ecg.pdf',
    displayName: 'ECG strip',
  },
  { ...attached, id: 'u2', outcome: 'undone' },
  attached,
];

/** The options page. */
export function options(of: { origin: string; api: string }): Record<string, ComponentChild> {
  const page = (change: Partial<PortalListProps>) => {
    const empty = { patterns: own, withheld: [], domains: [], portals: [] };
    return <PortalList {...empty} allow={nothing} remove={nothing} {...change} />;
  };
  return {
    options: page({
      domains: [
        { portal, apis: [api], missing: [] },
        {
          portal: 'https://records.hospital.example',
          apis: [],
          missing: ['https://records.hospital.example/*'],
        },
      ],
      portals: [{ ...of, user: 'Noa Levi', organization: 'North Clinic' }],
    }),
    'options-sight': page({
      children: (
        <SightList
          reports={[sight, { ...sight, verdict: 'many', because: 'undecided', meant: 3, attributes: 0 }]}
          copied
          look={nothing}
          copy={nothing}
        />
      ),
    }),
    'options-activity': page({ children: <ActivityList log={log} keptFor={90} save={nothing} /> }),
    'options-no-activity': page({ children: <ActivityList log={[]} keptFor={1} save={nothing} /> }),
    'options-recovery': page({ children: <Recovery recovery="disk" ruled={false} choose={nothing} /> }),
    'options-recovery-ruled': page({ children: <Recovery recovery="session" ruled choose={nothing} /> }),
    'options-empty': page({}),
    'options-withheld': page({ withheld: own }),
  };
}
