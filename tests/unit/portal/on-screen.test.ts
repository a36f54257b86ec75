import { describe, expect, it } from 'vitest';
import { recordOnScreen } from '../../../lib/portal/on-screen.ts';
import { occurrences, words } from '../../../lib/portal/words.ts';
import type { RecordView } from '../../../lib/protocol/record.ts';
import { record } from './record.ts';

const mary = record('8f14e45f-0000-4000-8000-000000000001', {
  details: [['1961-04-02', '2 Apr 1961'], ['40017']],
});
const namesake = record('8f14e45f-0000-4000-8000-000000000002', {
  details: [['1984-09-30', '30 Sep 1984'], ['51220']],
});
const noa = record('8f14e45f-0000-4000-8000-000000000003', {
  caption: 'נועה לוי',
  titles: ['נועה לוי'],
  details: [['60001']],
});
const elsewhere = 'https://organization.app.dev.sandbox.biot-med.com/#/v/3f';

interface Page {
  name: string;
  address?: string;
  text: string;
  records: RecordView[];
  around?: RecordView[];
  verdict: object;
}

const one = (who: RecordView, because: string) => ({ is: 'one', record: who, because });
const many = (...records: RecordView[]) => ({ is: 'many', records });

const pages: Page[] = [
  {
    name: 'nothing has been read by id',
    text: 'Mary Jones',
    records: [],
    verdict: { is: 'none', because: 'nothing-read' },
  },
  {
    name: 'the address names the record and the page its title',
    address: `https://portal.example/patients/${mary.ref.id}?tab=2`,
    text: 'Patients Mary Jones Wound photo',
    records: [noa, mary],
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'the address names the record in a hash, encoded twice and in capitals',
    address: `https://portal.example/#%252Fpatients%252F${mary.ref.id.toUpperCase()}`,
    text: 'Mary Jones',
    records: [mary],
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'the address names the record and nothing names anybody',
    address: `https://portal.example/patients/${mary.ref.id}`,
    text: 'Loading',
    records: [mary, noa],
    verdict: one(mary, 'id-in-address'),
  },
  {
    name: 'the address has moved on to one record while another still stands on the page',
    address: `https://portal.example/patients/${mary.ref.id}`,
    text: 'נועה לוי Wound photo',
    records: [mary, noa],
    verdict: many(mary, noa),
  },
  {
    name: 'an id is only part of a longer one',
    address: `https://portal.example/patients/a${mary.ref.id}`,
    text: 'nobody',
    records: [mary],
    verdict: { is: 'none', because: 'no-title-visible' },
  },
  {
    name: 'an opaque address and one visible title among prefetched records',
    text: 'Mary Jones Wound photo',
    records: [noa, mary],
    verdict: one(mary, 'title-visible'),
  },
  {
    name: 'a title that only begins like the record’s',
    text: 'Mary Joneson',
    records: [mary],
    verdict: { is: 'none', because: 'no-title-visible' },
  },
  {
    name: 'a title in capitals, with direction marks around it',
    text: '\u200fנועה לוי\u200f',
    records: [noa],
    verdict: one(noa, 'title-visible'),
  },
  {
    name: 'namesakes of whom the page shows one number',
    text: 'Jones, Mary MRN 51220',
    records: [mary, namesake],
    verdict: one(namesake, 'details-visible'),
  },
  {
    name: 'namesakes and nothing that tells them apart, whichever was read last',
    text: 'Mary Jones',
    records: [namesake, mary],
    verdict: many(namesake, mary),
  },
  {
    name: 'a list that shows everybody and a pane that shows one',
    text: 'Mary Jones 40017 נועה לוי 60001 Mary Jones Wound photo',
    records: [noa, mary],
    around: [mary],
    verdict: one(mary, 'title-beside-attributes'),
  },
];

describe('the record on screen', () => {
  it.each(pages)('is told when there is $name', ({ address, text, records, around, verdict }) => {
    const shows = (phrase: string) => !occurrences(words(text), words(phrase)).next().done;
    const evidence = { address: address ?? elsewhere, records, shows, around: () => around ?? [] };
    expect(recordOnScreen(evidence)).toEqual(verdict);
  });

  it('never depends on the order in which records were read', () => {
    const shows = (phrase: string) => ['Mary Jones', '40017'].includes(phrase);
    for (const records of [
      [mary, namesake, noa],
      [noa, namesake, mary],
      [namesake, noa, mary],
    ]) {
      const evidence = { address: elsewhere, records, shows, around: () => [] };
      expect(recordOnScreen(evidence)).toEqual(one(mary, 'details-visible'));
    }
  });
});
