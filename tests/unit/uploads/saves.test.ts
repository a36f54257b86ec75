import { describe, expect, it } from 'vitest';
import type { UploadEvent } from '../../../lib/outbox/event.ts';
import type { Upload } from '../../../lib/outbox/upload.ts';
import type { FrameReads } from '../../../lib/portal/reads.ts';
import { watchSaves } from '../../../lib/uploads/saves.ts';
import { example, states } from '../outbox/example.ts';

const { owner, target } = example();
const { portal, user, organization } = owner;
const ref = { api: owner.api, kind: 'patient', path: target.path, id: 'p1' } as const;
const frame: FrameReads = {
  ...{ tab: 1, frame: 0, document: 'd', portal, user, organization },
  ...{ reads: [], listedAt: 0, createdAt: 0, present: true },
};
const now = 2_000;
const ours = (change: Partial<Upload> = {}): Upload => example({ state: states.attached, ...change });

/** The record as read after a save, and what it holds when it is read once more. */
function reading(present: string | null) {
  const value = present === null ? null : { id: present };
  const attribute = { name: 'wound_photo', displayName: 'Wound photo', type: 'IMAGE', takes: '' } as const;
  return {
    ref,
    caption: 'Mary Jones',
    ...{ identity: [], more: [], titles: [], details: [], labels: [], refersTo: [] },
    attributes: [{ ...attribute, accepts: null, basePath: null, writable: true, isPublic: false, value }],
  };
}

async function told(uploads: Upload[], reads: (string | null)[], by: Partial<FrameReads> = {}) {
  const events: [string, UploadEvent][] = [];
  const left = reads.map(reading);
  let renewed = 0;
  const saves = watchSaves({
    journal: { all: async () => ({ uploads, unreadable: [] }) },
    async renew() {
      renewed += 1;
      return left.shift() ?? null;
    },
    tell: async (id, event) => void events.push([id, event]),
    now: () => now,
  });
  const first = left.shift();
  if (first) await saves.noticed({ ...frame, ...by }, first);
  return { events, renewed };
}

describe('a save of the portal’s own form', () => {
  it('that has put the former value back is told to the upload, once two readings have shown it', async () => {
    const { events, renewed } = await told([ours()], ['file-before', 'file-before']);
    expect(events).toEqual([['upload-1', { type: 'savedOver', now }]]);
    expect(renewed).toBe(1);
  });

  it.each([
    ['whose first reading was old: our file came after it', ['file-before', 'f1']],
    ['after which the record could not be read again', ['file-before']],
    ['that has left our file alone', ['f1']],
    ['that has put another file there', ['file-chosen']],
  ])('%s is nothing to be told', async (_, reads) => {
    expect((await told([ours()], reads)).events).toEqual([]);
  });

  it('costs no further reading where nothing of ours is concerned', async () => {
    expect((await told([ours()], ['f1'])).renewed).toBe(0);
    expect((await told([], [null])).renewed).toBe(0);
  });

  it.each([
    ['another person’s', { user: 'user-2' }],
    ['another organization’s', { organization: 'organization-2' }],
    ['another portal’s', { portal: 'https://manufacturer.app.dev.sandbox.biot-med.com' }],
  ])('of %s says nothing of this person’s uploads', async (_, by) => {
    expect((await told([ours()], ['file-before', 'file-before'], by)).events).toEqual([]);
  });

  it('that came while our file was being written is looked after again once that has ended', async () => {
    const uploads = [ours({ state: states.attaching })];
    const events: string[] = [];
    const saves = watchSaves({
      journal: { all: async () => ({ uploads, unreadable: [] }) },
      renew: async () => reading('file-before'),
      tell: async (id, { type }) => void events.push(`${id} ${type}`),
      now: () => now,
    });
    await saves.noticed(frame, reading('file-before'));
    await saves.moved();
    expect(events).toEqual([]);
    uploads[0] = ours();
    await Promise.all([saves.moved(), saves.moved()]);
    await saves.moved();
    expect(events).toEqual(['upload-1 savedOver']);
  });

  it('says nothing of a file that was attached while it was looked after', async () => {
    const uploads = [ours({ state: states.attaching })];
    const all = async () => ({ uploads, unreadable: [] });
    const events: string[] = [];
    const saves = watchSaves({
      journal: { all },
      async renew() {
        uploads[0] = ours();
        return reading('file-before');
      },
      tell: async (id) => void events.push(id),
      now: () => now,
    });
    await saves.noticed(frame, reading('file-before'));
    expect(events).toEqual([]);
  });
});
