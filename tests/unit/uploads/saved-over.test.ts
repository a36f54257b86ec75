import { expect, it } from 'vitest';
import type { Upload } from '../../../lib/outbox/upload.ts';
import { savedOver } from '../../../lib/uploads/saved-over.ts';
import { example, states } from '../outbox/example.ts';

const attachedAt = 1_000_000;
const minute = 60_000;
const { target } = example();

/** Attached where `file-before` was; `f1` is ours. */
const ours = (change: Partial<Upload> = {}): Upload =>
  example({ id: 'ours', state: states.attached, changedAt: attachedAt, ...change });
const later = (change: Partial<Upload>): Upload => ours({ id: 'later', createdAt: 2_000, ...change });
const onEmpty = ours({ target: { ...target, before: null } });

function found(uploads: readonly Upload[], present: string | null, after = minute): string[] {
  const attributes = [{ name: 'wound_photo', value: present === null ? null : { id: present } }];
  return savedOver(uploads, { path: target.path, attributes, now: attachedAt + after }).map(({ id }) => id);
}

it.each<[string, Upload, string | null, string[]]>([
  ['holds the former file', ours(), 'file-before', ['ours']],
  ['is empty again', onEmpty, null, ['ours']],
  ['holds our file', ours(), 'f1', []],
  ['holds another file, which the form’s user has chosen', ours(), 'file-chosen', []],
  ['was emptied, though a file was there before', ours(), null, []],
  ['holds another file where nothing was before', onEmpty, 'file-chosen', []],
])('after a save an attribute that %s', (_, upload, present, ids) => {
  expect(found([upload], present)).toEqual(ids);
});

it.each(Object.entries(states))(
  'of an upload that is %s, a question only if it is attached',
  (name, state) => {
    expect(found([ours({ state })], 'file-before')).toEqual(name === 'attached' ? ['ours'] : []);
  },
);

it('is no question an hour after the file was attached', () => {
  expect(found([ours()], 'file-before', 59 * minute)).toEqual(['ours']);
  expect(found([ours()], 'file-before', 60 * minute)).toEqual([]);
});

it('is a question about the newest file of its place', () => {
  const second = later({ state: { at: 'attached', fileId: 'f2' }, target: { ...target, before: 'f1' } });
  expect(found([ours(), second], 'file-before')).toEqual([]);
  expect(found([second, ours()], 'f1')).toEqual(['later']);
});

it.each([
  [states.undone, ['ours']],
  [states.cancelled, ['ours']],
  [states.failedAtAttach, ['ours']],
  // These find out by themselves what the attribute holds.
  [states.sending, []],
  [states.attaching, []],
  [states.waitingToAttach, []],
  [states.conflict, []],
] as const)('beside a later file that is %j', (state, ids) => {
  expect(found([ours(), later({ state })], 'file-before')).toEqual(ids);
});

it('concerns no other record and no other attribute', () => {
  const elsewhere = ours({ target: { ...target, path: `${target.path}2` } });
  const beside = ours({ id: 'beside', target: { ...target, attribute: 'ecg' } });
  expect(found([elsewhere, beside], 'file-before')).toEqual([]);
});

it('is not asked of what the person cannot see', () => {
  expect(savedOver([onEmpty], { path: target.path, attributes: [], now: attachedAt })).toEqual([]);
});
