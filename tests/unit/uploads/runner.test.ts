import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { BiotClient } from '../../../lib/biot/client.ts';
import type { Entity } from '../../../lib/biot/record.ts';
import type { Trouble } from '../../../lib/biot/trouble.ts';
import type { Upload } from '../../../lib/outbox/upload.ts';
import { openJournal } from '../../../lib/store/journal.ts';
import type { Carrier } from '../../../lib/uploads/carrier.ts';
import type { PutResult } from '../../../lib/uploads/put.ts';
import { createRunner } from '../../../lib/uploads/runner.ts';

const owner = {
  portal: 'https://portal.example',
  api: 'https://api.example',
  user: 'nurse',
  organization: 'north',
};

function upload(change: Partial<Upload> = {}): Upload {
  return {
    id: 'u1',
    file: { name: 'wound.png', type: 'image/png', size: 5 },
    owner,
    target: {
      kind: 'patient',
      path: '/organization/v1/users/patients/p1',
      caption: 'Mary Jones',
      identity: [],
      attribute: 'wound_photo',
      displayName: 'Wound photo',
      basePath: null,
      before: null,
    },
    state: { at: 'accepted' },
    attempts: 0,
    createdAt: 1,
    changedAt: 1,
    ...change,
  };
}

/** A platform in memory with one record, and everything a runner needs, in one place. */
function world() {
  const calls: string[] = [];
  const record: Entity = { _id: 'p1' };
  const answers = {
    trouble: null as { on: string; trouble: Trouble } | null,
    put: { is: 'stored' } as PutResult,
  };
  let files = 0;
  let signedIn = true;
  const trouble = (on: string) =>
    answers.trouble?.on === on ? { ok: false as const, trouble: answers.trouble.trouble } : null;
  const client: BiotClient = {
    async createFile() {
      calls.push('create');
      files += 1;
      return (
        trouble('create') ?? { ok: true, value: { id: `f${files}`, signedUrl: 'https://s3.amazonaws.com/x' } }
      );
    },
    async readEntity() {
      calls.push('read');
      return trouble('read') ?? { ok: true, value: { ...record } };
    },
    async patchEntity(_, body) {
      calls.push('patch');
      const failing = trouble('patch');
      if (failing) return failing;
      Object.assign(record, body);
      return { ok: true, value: { ...record } };
    },
    readTemplate: async () => ({ ok: true, value: {} }),
    download: async () => ({ ok: false, trouble: { is: 'session' } }),
    readSelf: async () => ({ ok: true, value: { user: null, organization: null } }),
  };
  const carrier: Carrier = {
    async put({ body }) {
      calls.push(`put ${await body.text()}`);
      return answers.put;
    },
    async join() {
      calls.push('join');
      return { is: 'unknown' };
    },
    async cancel() {
      calls.push('cancel');
    },
  };
  const journal = openJournal({ name: crypto.randomUUID() });
  const wakes: number[] = [];
  const refused = async () => {
    signedIn = false;
  };
  const runner = createRunner({
    journal,
    carrier,
    clientFor: async () => (signedIn ? { client, refused } : null),
    took: () => undefined,
    changed: () => undefined,
    wakeMeAt: (time) => void wakes.push(time),
    now: () => 1_000,
  });
  const until = async (at: Upload['state']['at']) => {
    await expect.poll(async () => (await journal.get('u1'))?.state.at, { interval: 1 }).toBe(at);
    return journal.get('u1');
  };
  const signIn = () => {
    signedIn = true;
  };
  return { calls, record, answers, journal, runner, wakes, until, signIn };
}

const bytes = () => new Blob(['bytes'], { type: 'image/png' });

describe('an upload', () => {
  it('is created, sent, compared and attached, in that order and once', async () => {
    const { journal, runner, until, calls, record } = world();
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('attached');
    expect(calls).toEqual(['create', 'put bytes', 'read', 'patch']);
    expect(record).toMatchObject({ wound_photo: { id: 'f1' } });
  });

  it('leaves no bytes behind once it is attached', async () => {
    const { journal, runner, until } = world();
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('attached');
    await expect.poll(() => journal.bytes('u1'), { interval: 1 }).toBeNull();
  });

  it('never replaces a value that came after the drop', async () => {
    const { journal, runner, until, calls, record } = world();
    Object.assign(record, { wound_photo: { id: 'theirs' } });
    await journal.add(upload(), bytes());
    await runner.wake();
    expect((await until('conflict'))?.state).toMatchObject({ theirs: 'theirs' });
    expect(calls).not.toContain('patch');
    await runner.tell('u1', { type: 'settled', keep: 'mine', now: 2 });
    await until('attached');
    expect(record).toMatchObject({ wound_photo: { id: 'f1' } });
  });

  it('waits for a newer token when the API refuses the one in use, and goes on with it', async () => {
    const { journal, runner, until, answers, calls, signIn } = world();
    answers.trouble = { on: 'patch', trouble: { is: 'session' } };
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('waiting');
    answers.trouble = null;
    signIn();
    await runner.wake();
    await until('attached');
    expect(calls.filter((call) => call.startsWith('put'))).toHaveLength(1);
  });

  it('does not attach again what an unheard answer had attached', async () => {
    const { journal, runner, until, calls, record } = world();
    Object.assign(record, { wound_photo: { id: 'f9' } });
    await journal.add(upload({ state: { at: 'attaching', fileId: 'f9' } }), bytes());
    await runner.wake();
    await until('attached');
    expect(calls).toEqual(['read']);
  });

  it('begins anew when its PUT was lost with the worker', async () => {
    const { journal, runner, until, calls } = world();
    await journal.add(upload({ state: { at: 'sending', fileId: 'lost' } }), bytes());
    await runner.wake();
    await until('attached');
    expect(calls).toEqual(['join', 'create', 'put bytes', 'read', 'patch']);
  });

  it('asks to be woken when the network was away', async () => {
    const { journal, runner, until, answers, wakes } = world();
    answers.put = { is: 'unreachable' };
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('waiting');
    await expect.poll(() => wakes.length, { interval: 1 }).toBeGreaterThan(0);
    expect(Math.min(...wakes)).toBeGreaterThan(1_000);
  });

  it('says why when the record refuses it', async () => {
    const { journal, runner, until, answers } = world();
    answers.trouble = { on: 'patch', trouble: { is: 'refused', reason: 'access-denied' } };
    await journal.add(upload(), bytes());
    await runner.wake();
    expect((await until('failed'))?.state).toMatchObject({ reason: 'access-denied' });
  });

  it('gives the former value back on undo, and only while ours stands', async () => {
    const { journal, runner, until, record } = world();
    Object.assign(record, { wound_photo: { id: 'former' } });
    const replacing = upload();
    await journal.add({ ...replacing, target: { ...replacing.target, before: 'former' } }, bytes());
    await runner.wake();
    await until('attached');
    Object.assign(record, { wound_photo: { id: 'theirs' } });
    await runner.tell('u1', { type: 'undoAsked', now: 3 });
    await until('attached');
    expect(record).toMatchObject({ wound_photo: { id: 'theirs' } });
    Object.assign(record, { wound_photo: { id: 'f1' } });
    await runner.tell('u1', { type: 'undoAsked', now: 4 });
    await until('undone');
    expect(record).toMatchObject({ wound_photo: { id: 'former' } });
  });
});
