import { describe, expect } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import type { LogEntry } from '../../sandbox/log.ts';
import { browsers } from '../support/browsers.ts';
import { type Chance, chance } from '../support/chance.ts';
import { attributes, useDesk, whole } from './desk.ts';

/** Files in one batch; `FAULTS_FILES` and `FAULTS_SEEDS` in the environment for other numbers. */
const files = Number(process.env.FAULTS_FILES ?? (whole ? 1_000 : 30));
const seeds = Number(process.env.FAULTS_SEEDS ?? (whole ? 20 : 1));

/** This part of all calls of each step goes wrong, in one way or another. */
const part = 0.05;

const body = '<html>Gateway</html>';

const ways: Record<'read' | 'create' | 'put' | 'attach', Omit<Fault, 'on'>[]> = {
  read: [{ status: 502, body }, { resetAfterBytes: 0 }],
  create: [{ status: 500 }, { status: 503, body, headers: { 'retry-after': '1' } }, { loseAnswer: true }],
  put: [{ status: 500 }, { status: 503 }, { resetAfterBytes: 100 }, { loseAnswer: true }],
  attach: [{ status: 500 }, { gateway: 504 }, { stale: true }, { resetAfterBytes: 0 }],
};

const ours = ({ from }: LogEntry) => from === 'extension';

function misfortunes({ once }: Chance): Fault[] {
  return Object.entries(ways).flatMap(([on, all]) =>
    all.map(
      (way): Fault => ({
        on: on as keyof typeof ways,
        times: Number.POSITIVE_INFINITY,
        match: (call) => ours(call) && once(part / all.length),
        ...way,
      }),
    ),
  );
}

describe.runIf(browsers.includes('chromium'))(`a batch of ${files} files`, () => {
  const desk = useDesk('chromium');
  const { world } = desk;
  const dice = chance();

  for (let index = 0; index < seeds; index += 1) {
    const seed = dice.seed + index;
    desk.proves(
      `F54 is attached whole, each file once, though one call in ${1 / part} goes wrong (seed ${seed})`,
      async () => {
        const page = await desk.open();
        const { sandbox } = world;
        const south = sandbox.users.find(({ username }) => username.startsWith('clinician'))?.organization.id;
        const patients = sandbox.patients.filter(({ _ownerOrganization: { id } }) => id !== south);
        await desk.read(
          page,
          patients.map(({ _id }) => _id),
        );
        const places = patients.flatMap(({ _id: recordId }) =>
          attributes.map((attribute) => ({ recordId, attribute })),
        );
        // Nothing is sent until all are there: each of several to one place was shown the same former value.
        const gate = sandbox.fault({
          on: 'create',
          hold: true,
          match: ours,
          times: Number.POSITIVE_INFINITY,
        });
        const sources = Array.from({ length: files }, (_, at) => {
          const place = places[at % places.length];
          if (!place) throw new Error('There are no patients.');
          return desk.source(place);
        });
        for (let at = 0; at < files; at += 50) await desk.add(page, sources.slice(at, at + 50));
        for (const fault of misfortunes(chance(seed))) sandbox.fault(fault);
        const since = Date.now();
        gate.release();
        await desk.settled(files * 2_000 + 60_000);
        const hit = sandbox.log.filter((call) => ours(call) && call.fault).length;
        const seconds = ((Date.now() - since) / 1000).toFixed(1);
        console.log(`F54: seed ${seed}, ${files} files, ${hit} calls went wrong, ${seconds} s`);
        // The last to each place is what stands there, as it was brought.
        const last = new Map(sources.map((one) => [`${one.recordId} ${one.attribute}`, one]));
        for (const { recordId, attribute, sha256 } of last.values())
          expect(sandbox.attribute(recordId, attribute)?.file?.sha256).toBe(sha256);
      },
      { timeout: files * 4_000 + 120_000 },
    );
  }
});
