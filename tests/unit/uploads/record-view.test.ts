import { beforeAll, describe, expect, it } from 'vitest';
import type { Attribute } from '../../../lib/biot/record.ts';
import type { EntityRef } from '../../../lib/protocol/record.ts';
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

describe('a record of another kind', () => {
  const api = 'https://api.dev.sandbox.biot-med.com';
  const viewOf = (ref: Omit<EntityRef, 'api' | 'id'>, entity: object, attributes: object[] = []) => {
    const whole = { api, id: ref.path.split('/').at(-1) ?? '', ...ref };
    const _template = { id: 't1', displayName: 'Therapy session' };
    return recordView(
      whole,
      { _id: '1', _template, ...entity },
      { customAttributes: attributes as Attribute[] },
      'en-us',
    );
  };
  const moment = '2026-02-03T20:30:00.000Z';
  const session = {
    kind: 'usage-session',
    path: '/device/v1/devices/PUMP%2007%2FA/usage-sessions/s1',
  } as const;

  it('is called by its name or its code', () => {
    const code = { kind: 'registration-code', path: '/organization/v1/registration-codes/c1' } as const;
    expect(viewOf(code, { _code: 'NF-0101' })).toMatchObject({ caption: 'NF-0101', titles: ['NF-0101'] });
    const clinic = { kind: 'organization', path: '/organization/v1/organizations/o1' } as const;
    expect(viewOf(clinic, { _name: 'Northfield' })).toMatchObject({ titles: ['Northfield'] });
  });

  it('that is a device is known by its id as people write it', () => {
    const device = { kind: 'device', path: '/device/v2/devices/PUMP%2007%2FA' } as const;
    expect(viewOf(device, {}).caption).toBe('PUMP 07/A');
    expect(viewOf(device, { _caption: 'Bedside pump' })).toMatchObject({
      caption: 'Bedside pump',
      titles: ['Bedside pump', 'PUMP 07/A'],
    });
  });

  it('and without a name is called by its kind and its moment', () => {
    const { caption, titles } = viewOf(session, { _startTime: moment });
    expect(caption).toMatch(/^record_label Therapy session Feb \d, 2026, .+/);
    expect(titles).toContain('2026-02-03 20:30');
  });

  it('tells its moment and whose it is; only the moment tells it from its namesakes on a page', () => {
    const view = viewOf(session, {
      _caption: 'Night therapy',
      _startTime: moment,
      _device: { id: 'PUMP 07/A' },
      _patient: { id: 'p1', name: 'Mary Jones' },
    });
    expect(view.identity.slice(1)).toEqual(['PUMP 07/A', 'Mary Jones']);
    expect(view.refersTo).toEqual(expect.arrayContaining(['PUMP 07/A', 'p1']));
    expect(view.details).toHaveLength(1);
    expect(view.details[0]).toContain(moment);
  });

  it('that is a command shows what it holds and takes nothing', () => {
    const file = { name: 'log', displayName: 'Log', type: 'FILE' };
    const writable = (ref: Omit<EntityRef, 'api' | 'id'>) =>
      viewOf(ref, { log: { id: 'f1' } }, [file]).attributes.map((one) => [one.value?.id, one.writable]);
    expect(writable({ kind: 'command', path: '/device/v1/devices/d/commands/c1' })).toEqual([['f1', false]]);
    expect(writable(session)).toEqual([['f1', true]]);
  });
});
