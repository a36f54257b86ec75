import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSearch, matching } from '../../../entrypoints/send/search.ts';
import type { Found } from '../../../lib/protocol/picker.ts';
import { clock } from '../uploads/clock.ts';

const words = fc.array(fc.record({ text: fc.stringMatching(/^[a-c]{0,3}$/), rest: fc.nat(400) }), {
  maxLength: 12,
});

it('never shows what was found for another word than the one that stands there', async () => {
  await fc.assert(
    fc.asyncProperty(words, fc.infiniteStream(fc.nat(1000)), async (typed, delays) => {
      const time = clock();
      const shown: { word: string; typed: string }[] = [];
      const asked: string[] = [];
      const search = createSearch({
        ask: (text) => {
          asked.push(text);
          const { promise, resolve, reject } = Promise.withResolvers<Found>();
          const { value: ms } = delays.next();
          const answer: Found = { found: [{ ref: refOf(text), caption: text, identity: [], kind: null }] };
          time.timer(ms, () => (ms % 7 === 0 ? reject(new Error('broken')) : resolve(answer)));
          return promise;
        },
        // What stands there is gone, unless it has the new word too; here it never has.
        typed: () => shown.push({ word: search.text().trim(), typed: search.text() }),
        none: () => shown.push({ word: '', typed: search.text() }),
        searching: () => undefined,
        answered: (answer) => {
          const word = 'found' in answer ? (answer.found[0]?.caption ?? '') : '';
          shown.push({ word, typed: search.text() });
        },
        failed: () => undefined,
        timer: time.timer,
      });
      for (const { text, rest } of typed) {
        search.type(text);
        time.pass(rest);
        await Promise.resolve();
      }
      for (let ms = 0; ms < 2000; ms += 50) {
        time.pass(50);
        await Promise.resolve();
      }
      for (const one of shown) expect(one.word).toBe(one.typed.trim());
    }),
  );
});

const refOf = (id: string) =>
  ({ api: 'https://api.dev.customer.biot-med.com', kind: 'patient', path: `/${id}`, id }) as const;

it.each([
  ['jones', true],
  ['Jones 40017', true],
  ['mary  jo', true],
  ['jonesy', false],
  ['jones 40018', false],
])('keeps of what was found before "%s" was typed what has it too: %s', (text, stays) => {
  const mary = { caption: 'Mary Jones', identity: ['b. Apr 2, 1961', 'MRN 40017'] };
  expect(matching([mary], text)).toEqual(stays ? [mary] : []);
});
