import { beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../../lib/session/sessions.ts';
import { createRecords } from '../../../lib/uploads/records.ts';
import { record } from '../portal/record.ts';
import { type Platform, platform, troubles } from './platform.ts';
import { session } from './session.ts';

const { ref } = record('p1');
const { ref: other } = record('p2');
const nurse = session();
const read = `read ${ref.path}`;
const holding = (id: string) => ({ wound_photo: { id } });

let biot: Platform;
let askedBy: Session[];
let records: ReturnType<typeof createRecords>;
beforeEach(() => {
  biot = platform(holding('f1'));
  askedBy = [];
  records = createRecords((who) => {
    askedBy.push(who);
    return biot.client;
  });
});

/** The file that the record is known to hold. */
const known = (who = nurse) => records.peek(ref, who)?.attributes[0]?.value?.id;

describe('a record', () => {
  it('is not known before it is read, and asking what is known asks nobody', () => {
    expect(records.peek(ref, nurse)).toBeUndefined();
    expect(biot.calls).toEqual([]);
  });

  it('is read once, with its template, and known from then on', async () => {
    const view = await records.get(ref, nurse);
    expect(view).toMatchObject({
      ref,
      caption: 'Mary Jones',
      labels: ['Wound photo'],
      attributes: [{ name: 'wound_photo', type: 'IMAGE', value: { id: 'f1' } }],
    });
    expect(await records.get(ref, nurse)).toBe(view);
    expect(records.peek(ref, nurse)).toBe(view);
    expect(biot.calls).toEqual([read, 'template t1']);
  });

  it('is read once for all who ask at the same time', async () => {
    const views = await Promise.all([records.get(ref, nurse), records.get(ref, nurse)]);
    expect(new Set(views).size).toBe(1);
    expect(biot.calls).toEqual([read, 'template t1']);
  });

  it('is read anew where a change comes while it is read', async () => {
    const getting = records.get(ref, nurse);
    Object.assign(biot.record, holding('f2'));
    await records.renew(ref, nurse);
    await getting;
    expect(known()).toBe('f2');
    expect(biot.calls.filter((call) => call === read)).toHaveLength(2);
  });

  it('is not overwritten by a read that began before a call of ours brought it', async () => {
    await records.get(ref, nurse);
    const renewing = records.renew(ref, nurse);
    Object.assign(biot.record, holding('f3'));
    records.took(ref.path, nurse, { ...biot.record, ...holding('f3') });
    await renewing;
    expect(known()).toBe('f3');
  });

  it('is not asked for again and again when it cannot be had', async () => {
    biot.refusing.set('read', troubles.network);
    for (let asked = 0; asked < 20; asked += 1) await records.get(ref, nurse);
    expect(biot.calls).toEqual([read]);
  });

  it('is never asked for with a token that was refused', async () => {
    expect(await records.get(ref, session({ refused: true }))).toBeNull();
    expect(biot.calls).toEqual([]);
  });

  it('shares its template with others', async () => {
    await records.get(ref, nurse);
    await records.get(other, nurse);
    await records.renew(ref, nurse);
    expect(biot.calls).toEqual([read, 'template t1', `read ${other.path}`, read]);
  });

  it('is renewed by reading it again, and stays as it was known until then', async () => {
    await records.get(ref, nurse);
    Object.assign(biot.record, holding('f2'));
    const renewing = records.renew(ref, nurse);
    expect(known()).toBe('f1');
    await renewing;
    expect(known()).toBe('f2');
  });

  it.each([
    ['user', { user: 'clinician' }],
    ['organization', { organization: 'southfield' }],
    ['portal', { portal: 'https://manufacturer.app.dev.sandbox.biot-med.com' }],
    ['language', { language: 'he' }],
  ])('is known to nobody of another %s', async (_, change) => {
    await records.get(ref, nurse);
    const somebody = session(change);
    expect(records.peek(ref, somebody)).toBeUndefined();
    await records.get(ref, somebody);
    expect(askedBy).toEqual([nurse, somebody]);
    expect(biot.calls.filter((call) => call === read)).toHaveLength(2);
  });

  it.each([{ user: 'clinician' }, { language: 'he' }])('has a template of its own for %j', async (change) => {
    await records.get(ref, nurse);
    await records.get(ref, session(change));
    expect(biot.calls.filter((call) => call === 'template t1')).toHaveLength(2);
  });

  it('stays known to whoever has merely got a newer token', async () => {
    const view = await records.get(ref, nurse);
    expect(records.peek(ref, session({ token: 'd.e.f' }))).toBe(view);
  });

  it.each(['read', 'template'] as const)(
    'that BioT does not give is none, until it does: %s',
    async (call) => {
      biot.refusing.set(call, troubles.denied);
      expect(await records.get(ref, nurse)).toBeNull();
      expect(records.peek(ref, nurse)).toBeUndefined();
      biot.refusing.clear();
      expect(await records.renew(ref, nurse)).toMatchObject({ caption: 'Mary Jones' });
    },
  );

  it('without a template is none', async () => {
    biot.record._template = null;
    expect(await records.get(ref, nurse)).toBeNull();
  });

  it('stays known when it cannot be renewed', async () => {
    await records.get(ref, nurse);
    biot.refusing.set('read', troubles.network);
    expect(await records.renew(ref, nurse)).toBeNull();
    expect(known()).toBe('f1');
  });
});

describe('a record in the answer to a call of ours', () => {
  it('is taken in without a further call', async () => {
    await records.get(ref, nurse);
    records.took(ref.path, nurse, { ...biot.record, ...holding('f3') });
    expect(known()).toBe('f3');
    expect(await records.get(ref, nurse)).toMatchObject({ caption: 'Mary Jones' });
    expect(biot.calls).toEqual([read, 'template t1']);
  });

  it('changes no other record, and none of another platform or person', async () => {
    await records.get(ref, nurse);
    records.took(other.path, nurse, { _id: 'p2', ...holding('f3') });
    records.took(ref.path, session({ api: 'https://api.example' }), { _id: 'p1', ...holding('f3') });
    records.took(ref.path, session({ user: 'clinician' }), { _id: 'p1', ...holding('f3') });
    expect(known()).toBe('f1');
  });

  it('is no news where nobody has asked for it', () => {
    records.took(ref.path, nurse, biot.record);
    expect(records.peek(ref, nurse)).toBeUndefined();
  });
});
