import { describe, expect } from 'vitest';
import type { Op } from '../../sandbox/log.ts';
import { browsers } from '../support/browsers.ts';
import { until } from '../support/until.ts';
import { attributes, type Place, useDesk, whole } from './desk.ts';

describe.runIf(browsers.includes('chromium'))('a network', () => {
  const desk = useDesk('chromium');
  const { world } = desk;

  /** The first places of the north's patients, as many as there are faults. */
  const places = (count: number): Place[] =>
    world.sandbox.patients
      .slice(0, Math.ceil(count / attributes.length))
      .flatMap(({ _id: recordId }) => attributes.map((attribute) => ({ recordId, attribute })))
      .slice(0, count);

  const opened = async (all: readonly Place[]) => {
    const page = await desk.open();
    await desk.read(page, [...new Set(all.map(({ recordId }) => recordId))]);
    return page;
  };

  const size = 2_000_000;
  const cuts = whole
    ? Array.from({ length: 40 }, (_, index) => Math.round((index * size) / 39))
    : [0, 1, size / 2, size * 0.99, size];

  desk.proves('F32 that is reset somewhere in the body has the rest sent anew', async () => {
    const all = places(cuts.length);
    const page = await opened(all);
    const sources = all.map((place) => desk.source(place, size));
    for (const [index, { name, bytes }] of sources.entries()) {
      const cut = cuts[index] === size ? bytes.length : (cuts[index] ?? 0);
      world.sandbox.fault({ on: 'put', resetAfterBytes: cut, match: ({ fileName }) => fileName === name });
    }
    await desk.add(page, sources);
  });

  desk.proves(
    'F33 that loses the answer to what is stored has it stored again, and attached once',
    async () => {
      const page = await desk.open();
      world.sandbox.fault({ on: 'put', loseAnswer: true });
      await desk.drop(page);
    },
  );

  desk.proves('F34 that answers 500, 502, 503 or 504 at any step is tried again', async () => {
    const steps: Op[] = ['read', 'create', 'put', 'attach'];
    const statuses = [500, 502, 503, 504];
    const all = places(steps.length * statuses.length);
    const page = await opened(all);
    const sources = all.map((place) => desk.source(place));
    for (const [index, { recordId, attribute, name }] of sources.entries()) {
      const on = steps[index % 4] ?? 'read';
      const status = statuses[Math.floor(index / 4)] ?? 500;
      // A create tells its file's name in its body alone: whichever comes next is hit.
      const match = {
        read: ({ entityId, from }: { entityId?: string; from: string }) =>
          entityId === recordId && from === 'extension',
        put: ({ fileName }: { fileName?: string }) => fileName === name,
        attach: (call: { entityId?: string; attribute?: string }) =>
          call.entityId === recordId && call.attribute === attribute,
      }[on as string];
      // The store's word for 503 is SlowDown; the API's errors are BioT's own or a gateway's.
      world.sandbox.fault({
        on,
        ...(on === 'put' ? { status } : { status, body: '<html>Gateway</html>' }),
        ...(match && { match }),
      });
    }
    await desk.add(page, sources);
  });

  desk.proves('F34 that answers 504 to an attach that was made does not attach again', async () => {
    const page = await desk.open();
    world.sandbox.fault({ on: 'attach', gateway: 504 });
    await desk.drop(page);
  });

  desk.proves('F35 whose servers name a time to wait is not asked again before', async () => {
    const page = await desk.open();
    const seconds = 3;
    const headers = { 'retry-after': String(seconds) };
    const body = '<html>Gateway</html>';
    world.sandbox.fault({ on: 'create', status: 429, headers, body });
    world.sandbox.fault({ on: 'put', status: 503, headers });
    world.sandbox.fault({ on: 'attach', status: 429, headers, body });
    await desk.drop(page);
    await desk.settled();
    for (const op of ['create', 'put', 'attach'] as const) {
      const [refused, next] = world.sandbox.log.filter((call) => call.op === op && call.from === 'extension');
      expect((next?.at ?? 0) - (refused?.answeredAt ?? 0), op).toBeGreaterThanOrEqual(seconds * 1_000);
    }
  });

  desk.proves('F30 whose store finds that the signature does not fit gets a new one', async () => {
    const page = await desk.open();
    const body = '<?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code></Error>';
    world.sandbox.fault({ on: 'put', status: 403, body });
    await desk.drop(page);
  });

  if (whole)
    desk.proves(
      'F43 that stalls in the middle is given up, and tried again',
      async () => {
        const page = await desk.open();
        const put = world.sandbox.fault({ on: 'put', hold: true });
        // More than any buffer on the way holds.
        await desk.drop(page, 40_000_000);
        await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
        await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival', count: 2, timeoutMs: 150_000 });
        desk.stroke();
        put.release();
      },
      { timeout: 300_000, within: 120_000 },
    );

  desk.proves('F37 whose store answers 400 in XML is a failure with a reason', async () => {
    const page = await desk.open();
    const body = '<?xml version="1.0"?><Error><Code>InvalidRequest</Code><Message>No</Message></Error>';
    world.sandbox.fault({ on: 'put', status: 400, body, times: 8 });
    const one = await desk.drop(page);
    one.ends = ['failed'];
  });

  desk.proves('F41 of a captive portal, which answers every call with a page, is waited for', async () => {
    const page = await desk.open();
    const body = '<html><title>Sign in to the Wi-Fi</title></html>';
    const headers = { 'content-type': 'text/html' };
    world.sandbox.fault({ on: 'create', status: 200, body, headers, times: 2 });
    world.sandbox.fault({ on: 'attach', status: 200, body, headers });
    await desk.drop(page);
  });

  desk.proves('F62 whose answers lack what they must have, or have more, breaks nothing', async () => {
    const page = await desk.open();
    world.sandbox.fault({ on: 'create', status: 200, body: { id: 'x', name: 'y' } });
    world.sandbox.fault({ on: 'create', status: 200, body: [1, 2, 3] });
    world.sandbox.fault({ on: 'attach', status: 200, body: { _id: 7, more: { of: 'it' } } });
    await desk.drop(page);
  });

  desk.proves('F46 without CORS at the store has its bytes sent all the same', async () => {
    const page = await desk.open();
    world.sandbox.switches.storeCors = 'closed';
    await desk.drop(page);
  });

  desk.proves('F42 that becomes another one, with another address, has the bytes sent anew', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    world.sandbox.line('open');
    desk.stroke();
    put.release();
  });

  for (const [what, line] of [
    ['whose names lead nowhere', 502],
    ['whose proxy wants to be paid', 407],
    ['in which something else answers', 'no-tls'],
  ] as const)
    desk.proves(`F45 ${what} is waited for, and that is said`, async () => {
      const page = await desk.open();
      world.sandbox.line(line);
      await desk.drop(page);
      await until(async () => {
        const { uploads } = await desk.overview();
        return uploads.some(({ progress }) => progress.is === 'waiting' && progress.why === 'network');
      }, 'it waits for the network');
      world.sandbox.line('open');
    });

  desk.proves(
    'F28 that is slow lets no address end in the queue',
    async () => {
      const lifetime = 5;
      const all = places(8 * lifetime * 2);
      const page = await opened(all);
      world.sandbox.switches.signedUrlLifetime = lifetime;
      // Of addresses made for all at once, the last would have ended long before their turn.
      world.sandbox.fault({ on: 'put', delayMs: 1_000, times: Number.POSITIVE_INFINITY });
      await desk.add(
        page,
        all.map((place) => desk.source(place)),
      );
      await desk.settled(240_000);
      const refused = world.sandbox.log.filter(({ op, status }) => op === 'put' && status === 403);
      expect(refused).toEqual([]);
    },
    { timeout: 300_000 },
  );

  desk.proves('F27 whose addresses have ended when they are made gets new ones', async () => {
    const page = await desk.open();
    world.sandbox.switches.signedUrlLifetime = -1;
    desk.stroke();
    await desk.drop(page);
    await world.sandbox.wait(({ op, status }) => op === 'put' && status === 403);
    world.sandbox.switches.signedUrlLifetime = 900;
  });

  for (const [way, clockSkewMs] of [
    ['ahead', 86_400_000],
    ['behind', -86_400_000],
  ] as const)
    desk.proves(`F31 whose servers are a day ${way} of this machine changes nothing`, async () => {
      world.sandbox.switches.clockSkewMs = clockSkewMs;
      world.sandbox.switches.accessTokenLifetime = 2 * 86_400;
      const page = await desk.open();
      await desk.drop(page);
    });

  if (whole)
    desk.proves(
      'F3 that answers after 35 s is waited for, or asked before anything is done again',
      async () => {
        const page = await desk.open();
        for (const on of ['create', 'attach'] as const) world.sandbox.fault({ on, delayMs: 35_000 });
        await desk.drop(page);
      },
      { timeout: 300_000, within: 240_000 },
    );
});
