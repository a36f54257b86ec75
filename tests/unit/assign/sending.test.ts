import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../entrypoints/assign/board.ts';
import { createSending } from '../../../entrypoints/assign/sending.ts';
import type { BulkRecord, BulkUpload } from '../../../lib/protocol/bulk.ts';
import type { AttributeView } from '../../../lib/protocol/record.ts';
import type { Accepted } from '../../../lib/protocol/requests.ts';

const attribute: AttributeView = {
  ...{ name: 'photo', displayName: 'Photo', type: 'IMAGE', accepts: null, takes: '' },
  ...{ basePath: null, writable: true, isPublic: false, value: null },
};
const record: BulkRecord = {
  ref: { api: 'https://api', kind: 'patient', path: '/p/1', id: '1' },
  ...{ caption: 'Mary Jones', identity: [], attributes: [attribute], clues: [] },
};
const entry = (path: string): Entry => ({
  ...{ file: new File(['x'], path), tags: null, path, size: 1, type: 'image/png', values: {} },
  ...{ chosen: 0, attribute: null, isSkipped: false, match: { is: 'none' }, sent: null, upload: null },
  plan: { is: 'ready', record: 0, attribute },
});

const settled = () => new Promise((next) => setImmediate(next));

/** A background that answers when it is told to. */
function desk(count: number) {
  const entries = Array.from({ length: count }, (_, index) => entry(`${index}.png`));
  const asked: { upload: BulkUpload; answer: PromiseWithResolvers<Accepted> }[] = [];
  const board = {
    ...{ entries, records: [record], recipe: null },
    sent(one: Entry, sent: Entry['sent']) {
      one.sent = sent;
    },
  };
  const sending = createSending(
    board,
    () => undefined,
    (upload) => {
      const answer = Promise.withResolvers<Accepted>();
      asked.push({ upload, answer });
      return answer.promise;
    },
    async () => ({ type: 'image/png', extension: 'png', digest: 'd', md5: null }),
  );
  let ids = 0;
  const take = async () => {
    const [first] = asked.splice(0, 1);
    ids += 1;
    first?.answer.resolve({ accepted: true, id: `u${ids}` });
    await settled();
  };
  const kept = () => entries.filter(({ sent }) => sent !== null).length;
  return { sending, asked, take, kept };
}

describe('files that are handed over', () => {
  it('are left until they are kept, the last ones in hand as well', async () => {
    const { sending, asked, take, kept } = desk(5);
    const ended = sending.begin('b', 's');
    await settled();
    expect(asked).toHaveLength(4);
    while (asked.length > 0) {
      expect(kept() + sending.left()).toBe(5);
      await take();
    }
    await ended;
    expect([kept(), sending.left(), sending.isRunning()]).toEqual([5, 0, false]);
  });

  it('go on after a pause, in all lanes, and none is taken in hand meanwhile', async () => {
    const { sending, asked, take, kept } = desk(9);
    const ended = sending.begin('b', 's');
    await settled();
    sending.turn();
    for (let lanes = 0; lanes < 4; lanes += 1) await take();
    expect([asked.length, kept(), sending.left(), sending.isPaused()]).toEqual([0, 4, 5, true]);
    sending.turn();
    await settled();
    expect(asked).toHaveLength(4);
    while (asked.length > 0) await take();
    await ended;
    expect(kept()).toBe(9);
  });

  it('stay here where they are called off, even out of a pause', async () => {
    const { sending, take, kept } = desk(9);
    const ended = sending.begin('b', 's');
    await settled();
    sending.turn();
    for (let lanes = 0; lanes < 4; lanes += 1) await take();
    sending.stop();
    await ended;
    expect([kept(), sending.left(), sending.isPaused()]).toEqual([4, 0, false]);
  });
});
