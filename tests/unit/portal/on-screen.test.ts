import { describe, expect, it } from 'vitest';
import { recordOnScreen, type Title } from '../../../lib/portal/on-screen.ts';
import type { RecordView } from '../../../lib/protocol/record.ts';
import { record } from './record.ts';

const mary = record('8f14e45f-0000-4000-8000-000000000001', { readAt: 100 });
const namesake = record('8f14e45f-0000-4000-8000-000000000002', { readAt: 90 });
const noa = record('8f14e45f-0000-4000-8000-000000000003', {
  caption: 'נועה לוי',
  titles: ['נועה לוי'],
  readAt: 80,
});
const pump = record('PUMP%2007%2FA', { caption: 'PUMP 07/A' });
const night = record('s1', { caption: 'Night therapy', refersTo: ['PUMP 07/A'] });
const sessionAddress = 'https://portal.example/devices/PUMP%2007%2FA/sessions/s1';
const unknown = record('8f14e45f-0000-4000-8000-000000000004').ref;

interface Page {
  name: string;
  address?: string;
  turning?: boolean;
  titles?: readonly (readonly [RecordView, Title])[];
  records?: RecordView[];
  pending?: RecordView['ref'][];
  listedAt?: number;
  /** Whose attributes it shows. */
  shows?: RecordView[];
  /** Whose title stands nearest to the attributes. */
  around?: RecordView[];
  verdict: object;
}

const one = (who: RecordView, because: string) => ({ is: 'one', record: who, because });
const many = (...records: RecordView[]) => ({ is: 'many', records, sure: expect.any(Array) });
const none = (because: string) => ({ is: 'none', because });
const at = (who: RecordView, more = '') => `https://portal.example/patients/${who.ref.id}${more}`;

const pages: Page[] = [
  { name: 'nothing that has been read by id', records: [], titles: [], verdict: none('nothing-read') },
  {
    name: 'an address that names the record, and its title',
    address: at(mary, '?tab=2'),
    titles: [[mary, 'headed']],
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'an address that names the record in its hash, encoded twice and in capitals',
    address: `https://portal.example/#%252Fpatients%252F${mary.ref.id.toUpperCase()}`,
    titles: [[mary, 'mentioned']],
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'an address that names the record, and no title',
    address: at(mary),
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'an address that names the record since a moment, and nothing of it yet',
    address: at(mary),
    turning: true,
    verdict: many(mary),
  },
  {
    name: 'an address that names the record since a moment, and its title',
    address: at(mary),
    turning: true,
    titles: [[mary, 'headed']],
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'an address that has moved on while another record still stands on the page',
    address: at(mary),
    titles: [[noa, 'headed']],
    verdict: many(mary, noa),
  },
  {
    name: 'an address that has moved on to a namesake whose attributes are not there yet',
    address: at(namesake),
    titles: [
      [mary, 'proved'],
      [namesake, 'headed'],
    ],
    around: [mary],
    verdict: many(namesake, mary),
  },
  {
    name: 'a dialog about another record over the one that the address names',
    address: at(mary),
    titles: [
      [mary, 'headed'],
      [noa, 'headed'],
    ],
    around: [noa],
    verdict: many(mary, noa),
  },
  {
    name: 'an address that names one record, with another in a list beside it',
    address: at(mary),
    titles: [
      [mary, 'headed'],
      [noa, 'mentioned'],
    ],
    around: [mary],
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'an address that names one record of which nothing is known yet, and where it came from',
    address: `${at(record(unknown.id))}?from=${mary.ref.id}`,
    titles: [],
    pending: [unknown],
    verdict: many(mary),
  },
  {
    name: 'an address that names a record of which nothing is known yet',
    address: at(record(unknown.id)),
    titles: [[mary, 'headed']],
    pending: [unknown],
    verdict: none('loading'),
  },
  {
    name: 'an id that is only part of a longer one',
    address: `https://portal.example/a${mary.ref.id}`,
    verdict: none('no-title-visible'),
  },
  {
    name: 'an opaque address, one heading, and prefetched records in a list',
    titles: [
      [mary, 'headed'],
      [noa, 'mentioned'],
    ],
    around: [mary],
    verdict: one(mary, 'title-visible'),
  },
  {
    name: 'a heading about one record and attributes about another',
    titles: [
      [mary, 'headed'],
      [noa, 'mentioned'],
    ],
    around: [noa],
    verdict: many(mary, noa),
  },
  {
    name: 'two headings, one of them beside the attributes',
    titles: [
      [mary, 'headed'],
      [noa, 'headed'],
    ],
    around: [noa],
    verdict: one(noa, 'title-beside-attributes'),
  },
  {
    name: 'namesakes and nothing that tells them apart, whichever was read last',
    titles: [
      [namesake, 'headed'],
      [mary, 'headed'],
    ],
    around: [mary, namesake],
    verdict: many(mary, namesake),
  },
  {
    name: 'a heading with its facts, while another record is not known yet',
    titles: [[mary, 'proved']],
    pending: [unknown],
    verdict: one(mary, 'title-visible'),
  },
  {
    name: 'a heading, while another record is not known, though it was read before: this one may be a prefetched neighbour',
    titles: [[mary, 'headed']],
    pending: [unknown],
    verdict: many(mary),
  },
  {
    name: 'a list that was read after the record, with the record in one of its lines',
    titles: [[mary, 'mentioned']],
    listedAt: 200,
    verdict: none('no-title-visible'),
  },
  {
    name: 'a title in passing, and no list since',
    titles: [[mary, 'mentioned']],
    listedAt: 50,
    verdict: many(mary),
  },
  {
    name: 'a list of headings that was read after the record',
    titles: [[mary, 'headed']],
    listedAt: 200,
    verdict: many(mary),
  },
  {
    name: 'a record with its facts, beside a list that refreshes itself',
    titles: [[mary, 'proved']],
    listedAt: 200,
    verdict: one(mary, 'title-visible'),
  },
  {
    name: 'a session by an address that names its device, both by their titles',
    address: sessionAddress,
    records: [night, pump],
    titles: [
      [night, 'headed'],
      [pump, 'headed'],
    ],
    verdict: one(night, 'id-in-address'),
  },
  {
    name: 'a session whose device is named as what it belongs to',
    address: 'https://portal.example/sessions/s1',
    records: [night, pump],
    titles: [
      [night, 'headed'],
      [pump, 'headed'],
    ],
    verdict: one(night, 'id-in-address'),
  },
  {
    name: 'a session beside its device, with attributes of both',
    address: sessionAddress,
    records: [night, pump],
    titles: [
      [night, 'headed'],
      [pump, 'headed'],
    ],
    shows: [night, pump],
    verdict: many(night, pump),
  },
  {
    name: 'a device by an address that names one of its sessions, which is not on the page',
    address: sessionAddress,
    records: [night, pump],
    titles: [[pump, 'headed']],
    verdict: one(pump, 'id-in-address'),
  },
  {
    name: 'a device whose session is a line of its page',
    address: 'https://portal.example/devices/PUMP%2007%2FA',
    records: [night, pump],
    titles: [
      [pump, 'headed'],
      [night, 'mentioned'],
    ],
    verdict: many(pump, night),
  },
  {
    name: 'a part of the record without attributes, and no list since',
    titles: [[mary, 'headed']],
    listedAt: 50,
    verdict: one(mary, 'title-visible'),
  },
];

describe('the record on screen', () => {
  it.each(pages)('is told where there is $name', ({ titles = [], verdict, ...page }) => {
    const shown = new Map(titles);
    const evidence = {
      address: 'https://organization.app.dev.sandbox.biot-med.com/#/v/3f',
      turning: false,
      records: [mary, namesake, noa],
      pending: [],
      listedAt: 0,
      ...page,
      titled: (who: RecordView) => shown.get(who) ?? null,
      shows: (who: RecordView) => page.shows?.includes(who) ?? false,
      around: () => page.around ?? [],
    };
    expect(recordOnScreen(evidence)).toEqual(verdict);
  });

  it('never depends on the order in which records were read', () => {
    const titles = new Map<RecordView, Title>([
      [mary, 'mentioned'],
      [namesake, 'headed'],
      [noa, 'mentioned'],
    ]);
    for (const records of [
      [mary, namesake, noa],
      [noa, namesake, mary],
      [namesake, noa, mary],
    ]) {
      const evidence = {
        address: 'https://portal.example/#/v/3f',
        turning: false,
        records,
        pending: [],
        listedAt: 0,
        titled: (who: RecordView) => titles.get(who) ?? null,
        shows: () => false,
        around: () => [namesake],
      };
      expect(recordOnScreen(evidence)).toEqual(one(namesake, 'title-visible'));
    }
  });
});
