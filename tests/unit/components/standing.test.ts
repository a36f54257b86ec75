import { beforeAll, describe, expect, it } from 'vitest';
import type { UploadAction } from '../../../components/Actions.tsx';
import type { Tone } from '../../../components/Row.tsx';
import { standingOf } from '../../../components/standing.ts';
import type { UploadEvent } from '../../../lib/outbox/event.ts';
import { step } from '../../../lib/outbox/step.ts';
import { failReasons, type UploadState } from '../../../lib/outbox/upload.ts';
import type { UploadProgress } from '../../../lib/protocol/upload.ts';
import { setTextSource } from '../../../lib/texts/texts.ts';
import { uploadView } from '../../../lib/uploads/upload-view.ts';
import { example, states } from '../outbox/example.ts';

beforeAll(() => setTextSource((key, values) => [key, ...values].join(', '), 'en'));

const shown = (progress: UploadProgress) =>
  standingOf({
    fileName: 'wound.png',
    size: 1_000,
    caption: 'Mary Jones',
    displayName: 'Wound photo',
    inMemory: false,
    progress,
  });
const running = (at: UploadState['at'], sent: number): UploadProgress => ({ is: 'running', step: at, sent });

describe('an upload', () => {
  const table: [UploadProgress, Tone, string, UploadAction[]][] = [
    [running('accepted', 0), 'plain', 'amount_of, 0, 1 kB', ['cancel']],
    [running('creating', 0), 'plain', 'amount_of, 0, 1 kB', ['cancel']],
    [running('sending', 0), 'plain', 'amount_of, 0, 1 kB', ['cancel']],
    [running('sending', 500), 'plain', 'amount_of, 0.5, 1 kB', ['cancel']],
    [running('sending', 1_000), 'plain', 'amount_of, 1, 1 kB', ['cancel']],
    [running('attaching', 1_000), 'plain', 'running_attaching, Mary Jones', []],
    [running('verifying', 1_000), 'plain', 'running_attaching, Mary Jones', []],
    [running('undoing', 1_000), 'plain', 'running_undoing', []],
    [running('undoing', 0), 'plain', 'running_undoing', []],
    [{ is: 'waiting', why: 'session', cancel: true }, 'warn', 'wait_session', ['cancel']],
    [{ is: 'waiting', why: 'network', cancel: true }, 'warn', 'wait_network', ['cancel']],
    [{ is: 'waiting', why: 'server', cancel: false }, 'warn', 'wait_server', []],
    [{ is: 'waiting', why: 'offline', cancel: true }, 'warn', 'wait_offline', ['cancel']],
    [{ is: 'waiting', why: 'browser', cancel: false }, 'warn', 'wait_browser', []],
    [{ is: 'attached', notUndone: null }, 'ok', 'attached, Mary Jones', ['undo']],
    [{ is: 'attached', notUndone: 'changed' }, 'warn', 'not_undone_changed, Wound photo', ['dismiss']],
    [
      { is: 'attached', notUndone: 'refused' },
      'warn',
      'not_undone_refused, Wound photo',
      ['undo', 'dismiss'],
    ],
    [
      { is: 'attached', notUndone: 'unanswered' },
      'warn',
      'not_undone_unanswered, Wound photo',
      ['undo', 'dismiss'],
    ],
    [{ is: 'conflict', theirs: 'f9', savedOver: false }, 'warn', 'conflict, Wound photo', ['theirs', 'mine']],
    [{ is: 'conflict', theirs: null, savedOver: false }, 'warn', 'conflict, Wound photo', ['theirs', 'mine']],
    [
      { is: 'conflict', theirs: 'f9', savedOver: true },
      'warn',
      'saved_over, Wound photo, Mary Jones',
      ['leave', 'again'],
    ],
    [
      { is: 'conflict', theirs: null, savedOver: true },
      'warn',
      'saved_over_empty, Wound photo, Mary Jones',
      ['leave', 'again'],
    ],
    [{ is: 'undone' }, 'plain', 'undone', []],
    [{ is: 'cancelled' }, 'plain', 'cancelled', []],
  ];
  it.each(table)('of which is known %j looks %s and says %s', (progress, tone, news, actions) => {
    expect(shown(progress)).toEqual({ tone, news, actions });
  });

  it.each(failReasons)('that failed with %s says so in the words for it', (reason) => {
    const key = `fail_${reason.replaceAll('-', '_')}`;
    const news = `${key}, wound.png, Wound photo, Mary Jones`;
    const failed = { is: 'failed', reason, elsewhere: false } as const;
    expect(shown({ ...failed, retry: true })).toEqual({ tone: 'bad', news, actions: ['retry', 'dismiss'] });
    expect(shown({ ...failed, retry: false })).toEqual({ tone: 'bad', news, actions: ['dismiss'] });
    expect(shown({ ...failed, retry: true, elsewhere: true }).actions).toEqual([
      'retry',
      'elsewhere',
      'dismiss',
    ]);
  });

  const now = 9_000;
  const events: Record<Exclude<UploadAction, 'dismiss'>, UploadEvent> = {
    cancel: { type: 'cancelled', now },
    retry: { type: 'retried', now },
    undo: { type: 'undoAsked', now },
    theirs: { type: 'settled', keep: 'theirs', now },
    mine: { type: 'settled', keep: 'mine', now },
    leave: { type: 'settled', keep: 'theirs', now },
    again: { type: 'settled', keep: 'mine', now },
    elsewhere: { type: 'moved', target: example().target, now },
  };
  it.each(Object.entries<UploadState>(states))(
    'that is %s offers nothing that would do nothing',
    (_, state) => {
      const upload = example({ state });
      for (const sent of [0, upload.file.size / 2, upload.file.size]) {
        for (const action of standingOf(uploadView(upload, { sent })).actions) {
          // The background dismisses what is over, and nothing else.
          if (action === 'dismiss') expect(['attached', 'failed', 'undone', 'cancelled']).toContain(state.at);
          else expect(step(upload, events[action]), action).not.toBe(upload);
        }
      }
    },
  );

  it('that needs a decision always offers one', () => {
    for (const state of [states.conflict, states.savedOver, states.failedAtStart, states.failedAtAttach])
      expect(standingOf(uploadView(example({ state }), { sent: 0 })).actions).not.toEqual([]);
  });
});
