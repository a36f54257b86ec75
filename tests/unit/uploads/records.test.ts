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
let now: number;
let records: ReturnType<typeof createRecords>;
beforeEach(() => {
  biot = platform(holding('f1'));
  askedBy = [];
  now = 1_000_000;
  const clientOf = (who: Session) => {
    askedBy.push(who);
    return biot.client;
  };
  records = createRecords(clientOf, () => now);
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

  it('that changes while it is read is read once more, for all who have heard of it', async () => {
    const first = records.get(ref, nurse);
    const renewed = [records.renew(ref, nurse), records.renew(ref, nurse), records.renew(ref, nurse)];
    Object.assign(biot.record, holding('f2'));
    await first;
    const views = await Promise.all(renewed);
    expect(new Set(views).size).toBe(1);
    expect(known()).toBe('f2');
    expect(biot.calls.filter((call) => call === read)).toHaveLength(2);
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

describe('a record that BioT does not give', () => {
  const reads = () => biot.calls.filter((call) => call === read).length;
  const asked = async (who = nurse) => {
    await records.get(ref, who);
    return reads();
  };

  it.each(['denied', 'network', 'server'] as const)('is not asked for at every turn: %s', async (trouble) => {
    biot.refusing.set('read', troubles[trouble]);
    for (let times = 0; times < 10; times += 1) await records.get(ref, nurse);
    expect(reads()).toBe(1);
    expect(records.askableAt(ref, nurse)).toBeGreaterThan(now);
  });

  it('for a passing trouble is asked for again soon, and less and less often', async () => {
    biot.refusing.set('read', troubles.network);
    const waits = [];
    for (let times = 0; times < 8; times += 1) {
      await records.get(ref, nurse);
      waits.push((records.askableAt(ref, nurse) - now) / 1000);
      now = records.askableAt(ref, nurse);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
    expect(reads()).toBe(8);
  });

  it('is asked for when the server has said it may be', async () => {
    biot.refusing.set('read', { is: 'later', why: 'server', retryAfter: 60_000 });
    await records.get(ref, nurse);
    expect(records.askableAt(ref, nurse)).toBe(now + 60_000);
  });

  it('because the token was refused is asked for with the next one, however soon', async () => {
    biot.refusing.set('read', troubles.session);
    expect(await asked()).toBe(1);
    now += 1e9;
    expect(await asked()).toBe(1);
    expect(await asked(session({ token: 'd.e.f' }))).toBe(2);
  });

  it('is asked for again when its portal reads it again', async () => {
    biot.refusing.set('read', troubles.denied);
    await asked();
    biot.refusing.clear();
    expect(await records.renew(ref, nurse)).toMatchObject({ caption: 'Mary Jones' });
  });

  it('is no reason not to ask for others', async () => {
    biot.refusing.set('read', troubles.denied);
    await records.get(ref, nurse);
    await records.get(other, nurse);
    expect(biot.calls).toEqual([read, `read ${other.path}`]);
  });

  it('because of a fault of our own is not asked for at every turn either', async () => {
    let asks = 0;
    records = createRecords(
      () => {
        asks += 1;
        throw new TypeError('ours');
      },
      () => now,
    );
    await expect(records.get(ref, nurse)).rejects.toThrow(TypeError);
    expect([await records.get(ref, nurse), asks]).toEqual([null, 1]);
  });
});

describe('a template', () => {
  it('is believed for five minutes', async () => {
    await records.get(ref, nurse);
    now += 5 * 60_000 - 1;
    await records.renew(ref, nurse);
    now += 1;
    await records.renew(ref, nurse);
    expect(biot.calls).toEqual([read, 'template t1', read, read, 'template t1']);
  });

  it('is read when a record comes with another one', async () => {
    await records.get(ref, nurse);
    biot.record._template = { id: 't2' };
    await records.renew(ref, nurse);
    expect(biot.calls.at(-1)).toBe('template t2');
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

  it('with another template is read anew', async () => {
    await records.get(ref, nurse);
    records.took(ref.path, nurse, { ...biot.record, _template: { id: 't2' } });
    expect(records.peek(ref, nurse)).toBeUndefined();
  });

  it('is not overwritten by a read that began before', async () => {
    await records.get(ref, nurse);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const slow = { ...biot.client };
    slow.readEntity = async (path) => {
      const answer = await biot.client.readEntity(path);
      if (biot.calls.filter((call) => call === read).length === 2) await held;
      return answer;
    };
    records = createRecords(() => slow);
    biot.calls.length = 0;
    await records.get(ref, nurse);
    const renewing = records.renew(ref, nurse);
    Object.assign(biot.record, holding('f3'));
    records.took(ref.path, nurse, biot.record);
    release();
    await renewing;
    expect(known()).toBe('f3');
    expect(biot.calls.filter((call) => call === read)).toHaveLength(3);
  });
});
