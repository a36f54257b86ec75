import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import type { Upload } from '../../../lib/outbox/upload.ts';
import { activityNotes, readActivity } from '../../../lib/store/activity.ts';
import { openJournal } from '../../../lib/store/journal.ts';
import { example, states } from '../outbox/example.ts';

const day = 24 * 60 * 60_000;
const upload = (id: string, change: Partial<Upload> = {}) =>
  example({ id, state: states.attached, ...change });

function opened(name: string = crypto.randomUUID(), now = () => 5_000) {
  const means = { name, keptFor: async () => 90 * day, now };
  return { name, activity: { note: activityNotes(means), all: () => readActivity(means) } };
}

describe('the activity log', () => {
  it('notes what has come of uploads, each outcome once, newest first', async () => {
    const { name, activity } = opened();
    const all = [
      upload('u1'),
      upload('u2', { state: states.failedAtStart, changedAt: 3_000 }),
      upload('u3', { state: states.sending }),
    ];
    await Promise.all([activity.note(all), activity.note(all)]);
    await opened(name).activity.note(all);
    const seen = (await activity.all()).map(({ upload: of, outcome, reason }) => [of, outcome, reason]);
    expect(seen).toEqual([
      ['u2', 'failed', 'unreachable'],
      ['u1', 'attached', null],
    ]);
  });

  it('outlives the upload, and says of it no more than whose it was and where it went', async () => {
    const { name, activity } = opened();
    const journal = openJournal({ name });
    await journal.add(upload('u1'), new Blob(['CANARY-CONTENT']));
    await activity.note((await journal.all()).uploads);
    await journal.forget('u1');
    const { owner, file, target } = example();
    expect(await activity.all()).toEqual([
      {
        id: 'u1 1000 attached',
        upload: 'u1',
        at: 1_000,
        outcome: 'attached',
        reason: null,
        file,
        owner,
        record: { path: target.path, caption: target.caption },
        attribute: { name: target.attribute, displayName: target.displayName },
        fileId: 'f1',
      },
    ]);
  });

  it('lies sealed', async () => {
    const { name, activity } = opened();
    await activity.note([upload('u1')]);
    const db = await openDB(name);
    const [row] = await db.getAll('activity');
    db.close();
    expect(Object.keys(row)).toEqual(['id', 'at', 'sealed']);
    expect(new TextDecoder().decode(row.sealed)).not.toMatch(/Mary|wound|user-1/);
  });

  it('forgets what is older than it is kept for', async () => {
    let now = 5_000;
    const { name, activity } = opened(undefined, () => now);
    await activity.note([upload('u1')]);
    now = 1_000 + 90 * day + 1;
    expect(await activity.all()).toEqual([]);
    await activity.note([upload('u1')]);
    const db = await openDB(name);
    expect(await db.count('activity')).toBe(0);
    db.close();
  });

  it('comes to a database of before, which keeps what it holds', async () => {
    const name = crypto.randomUUID();
    const db = await openDB(name, 1, {
      upgrade(old) {
        old.createObjectStore('uploads', { keyPath: 'id' });
        old.createObjectStore('bytes', { keyPath: 'id' });
        old.createObjectStore('keys');
      },
    });
    await db.put('uploads', { id: 'u1', version: 1, sealed: new Uint8Array(1) });
    db.close();
    const { activity } = opened(name);
    await activity.note([upload('u2')]);
    expect(await activity.all()).toHaveLength(1);
    expect((await openJournal({ name }).all()).unreadable).toEqual(['u1']);
  });
});
