import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../lib/files/digest.ts';
import { sniff } from '../../../lib/files/sniff.ts';
import type { NewUpload } from '../../../lib/protocol/requests.ts';
import * as intake from '../../../lib/uploads/intake.ts';
import { bytes, pdf, png } from '../files/samples.ts';
import { attribute, record } from '../portal/record.ts';
import { session } from './session.ts';

const carrier = { sniff: (file: Blob, name: string) => sniff(file, name).catch(() => null) };
const inspect = (file: Blob, name: string, attributes: Parameters<typeof intake.inspect>[2]) =>
  intake.inspect(file, name, attributes, carrier);
const admit = (arrival: intake.Arrival) => intake.admit(arrival, carrier);

const picture = bytes(png);
const empty = new Blob([]);
/** The head of a film of more than one PUT can carry. */
class Huge extends Blob {
  override get size() {
    return 5 * 1024 ** 4 + 1;
  }
}
const huge = new Huge([picture]);
/** A file that was moved away after it was chosen. */
class Gone extends Blob {
  override slice() {
    return this;
  }
  override arrayBuffer() {
    return Promise.reject(new DOMException('gone', 'NotReadableError'));
  }
}
const gone = new Gone(['bytes'], { type: 'image/png' });

const photo = attribute();
const reports = attribute({
  name: 'report',
  displayName: 'Report',
  type: 'FILE',
  accepts: ['application/pdf'],
});
const closed = attribute({ name: 'closed', displayName: 'Closed', type: 'FILE', writable: false });
const attributes = [photo, reports, closed];
const mary = record('p1', { attributes, identity: ['b. 2 Apr 1961'] });

describe('an inspected file', () => {
  it('is told its real type, its size, and which attributes do not take it', async () => {
    expect(await inspect(picture, 'wound.jpg', attributes)).toEqual({
      name: 'wound.png',
      type: 'image/png',
      extension: 'png',
      size: picture.size,
      refusal: null,
      refusals: { report: 'unsupported-type', closed: 'read-only' },
    });
    expect(await inspect(bytes(pdf), 'analysis.pdf', attributes)).toMatchObject({
      type: 'application/pdf',
      refusal: null,
      refusals: { wound_photo: 'not-an-image', closed: 'read-only' },
    });
  });

  it.each([
    ['empty', empty, 'empty'],
    ['too large', huge, 'too-large'],
    ['unreadable', gone, 'unreadable'],
  ])('that is %s is refused everywhere', async (_, file, refusal) => {
    expect(await inspect(file, 'wound.png', [])).toMatchObject({ name: 'wound.png', refusal });
  });

  it.each(['image.png', 'Image (2).PNG', 'grafik.png', 'תמונה.png', '画像.png', 'blob', ''])(
    'called %j has no name of its own',
    async (name) => expect(await inspect(picture, name, [])).toMatchObject({ name: null, extension: 'png' }),
  );

  it.each([
    ['wound.png', 'wound.png'],
    ['wound', 'wound.png'],
    ['Screenshot 2026-11-23 at 14.02.07.png', 'Screenshot 2026-11-23 at 14.02.07.png'],
    ['../photo\u202Egnp.exe', 'photognp.exe.png'],
  ])('called %j is named %j', async (original, name) => {
    expect(await inspect(picture, original, [])).toMatchObject({ name });
  });

  it('under a name of 300 characters gets one that BioT takes', async () => {
    const { name } = await inspect(picture, `${'x'.repeat(296)}.png`, []);
    expect(name).toMatch(/^x+\.png$/);
    expect(name).toHaveLength(128);
  });
});

const now = new Date(2026, 10, 23, 14, 2, 7);
const arrival = (upload: Partial<NewUpload> = {}, change: Partial<intake.Arrival> = {}): intake.Arrival => ({
  upload: {
    file: picture,
    name: 'wound.png',
    ref: mary.ref,
    attribute: 'wound_photo',
    replaces: null,
    ...upload,
  },
  session: session(),
  record: mary,
  now,
  id: 'upload-1',
  ...change,
});

describe('an admitted upload', () => {
  it('holds what the background knows, its target frozen with the value that was shown', async () => {
    const below = attribute({ basePath: '_configuration', value: { id: 'newer' } });
    const changed = record('p1', { ...mary, attributes: [below] });
    expect(await admit(arrival({ replaces: 'former' }, { record: changed }))).toEqual({
      ok: true,
      upload: {
        id: 'upload-1',
        file: {
          name: 'wound.png',
          type: 'image/png',
          size: picture.size,
          digest: await digestOf(picture),
        },
        owner: {
          portal: session().portal,
          api: session().api,
          user: 'nurse',
          organization: 'northfield',
        },
        target: {
          kind: 'patient',
          path: mary.ref.path,
          caption: 'Mary Jones',
          identity: ['b. 2 Apr 1961'],
          attribute: 'wound_photo',
          displayName: 'Wound photo',
          basePath: '_configuration',
          before: 'former',
        },
        state: { at: 'accepted' },
        attempts: 0,
        createdAt: now.getTime(),
        changedAt: now.getTime(),
      },
    });
  });

  it('to an attribute that was shown empty may replace nothing', async () => {
    const full = record('p1', { ...mary, attributes: [attribute({ value: { id: 'newer' } })] });
    expect(await admit(arrival({}, { record: full }))).toMatchObject({
      upload: { target: { before: null } },
    });
  });

  it('holds no token', async () => {
    expect(JSON.stringify(await admit(arrival()))).not.toContain(session().token);
  });

  it.each([
    [null, 'wound-photo 2026-11-23 14.02.07.png'],
    ['..', 'wound-photo 2026-11-23 14.02.07.png'],
    ['wound.jpg', 'wound.png'],
    ['C:\\fakepath\\wound.png', 'wound.png'],
    [`${'x'.repeat(296)}.png`, `${'x'.repeat(124)}.png`],
    ['photo\u202Egnp.exe', 'photognp.exe.png'],
  ])('called %j by its page is called %j', async (given, name) => {
    expect(await admit(arrival({ name: given }))).toMatchObject({ upload: { file: { name } } });
  });

  it.each<[string, intake.Arrival, string]>([
    ['whose portal has no session', arrival({}, { session: null }), 'no-session'],
    ['to a record its page has not read', arrival({}, { record: null }), 'record-unknown'],
    ['to an attribute that is none', arrival({ attribute: 'toString' }), 'attribute-gone'],
    ['to a closed attribute', arrival({ attribute: 'closed' }), 'read-only'],
    ['of a file that went away', arrival({ file: gone }), 'unreadable'],
    ['of an empty file', arrival({ file: empty }), 'empty'],
    ['of a file beyond 5 TiB', arrival({ file: huge }), 'too-large'],
    ['of a PDF to an image', arrival({ file: bytes(pdf), name: 'wound.png' }), 'not-an-image'],
    ['of a picture to reports', arrival({ attribute: 'report', name: 'a.pdf' }), 'unsupported-type'],
  ])('%s is none', async (_, what, reason) => {
    expect(await admit(what)).toEqual({ ok: false, reason });
  });
});
