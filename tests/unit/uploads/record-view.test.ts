import { beforeAll, describe, expect, it } from 'vitest';
import { setTextSource } from '../../../lib/texts/texts.ts';
import { distinct } from '../../../lib/uploads/distinct.ts';
import { recordView } from '../../../lib/uploads/record-view.ts';
import { record } from '../portal/record.ts';

beforeAll(() => setTextSource((key, values) => [key, ...values].join(' '), 'en'));

const template = {
  builtInAttributes: [{ name: '_nationalId', displayName: 'National ID' }],
  customAttributes: [{ name: 'mrn', displayName: 'MRN', validation: { unique: true } }],
};
const mary = (id: string, change: object = {}) => {
  const entity = { _id: id, _caption: 'Mary Jones', _dateOfBirth: '1961-04-02', ...change };
  return { ...recordView(record(id).ref, entity, template, 'en-us'), readAt: 0 };
};

describe('a record', () => {
  it('is shown with its birth date and its unique numbers', () => {
    const { identity } = mary('p1', { mrn: '40017', _nationalId: '7', _email: 'm@mail.example' });
    expect(identity).toEqual(['record_born Apr 2, 1961', 'record_label MRN 40017']);
  });

  it('keeps national id and e-mail for where nothing else tells it from another', () => {
    const { more } = mary('p1', { _nationalId: '7', _email: 'm@mail.example' });
    expect(more.slice(0, 2)).toEqual(['record_label National ID 7', 'm@mail.example']);
  });

  it('never reads like another one, even if they have nothing but their ids', () => {
    const ids = ['a-000001', 'b-000001', 'b-000002'];
    const rows = distinct(ids.map((id) => mary(id))).map(({ identity }) => identity.join());
    expect(new Set(rows).size).toBe(3);
  });
});
