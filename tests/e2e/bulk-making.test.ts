import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { useAssigning } from './support/assigning.ts';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

describe.each(browsers)('a record for each of many files, in %s', { timeout: 120_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true });
  const { put, write, says, table, choose, attach } = useAssigning(browser, world);
  const scans = () => world.sandbox.records.filter(({ _template }) => _template.name === 'Scan');
  const subjectOf = (scan: Record<string, unknown>) => (scan.subject as { id: string } | undefined)?.id;

  it('is made with its patient and what was asked once; an undo deletes what nobody has touched', async () => {
    const people = world.sandbox.crowd(50);
    for (const { mrn } of people) for (const part of ['a', 'b']) put(`card/${mrn}/scan_${mrn}_${part}.png`);
    const page = await table(100);
    await choose(page, 'Each file becomes', 'a new record: Scan');
    await says(page, 'Value missing 100');
    await choose(page, 'Modality', 'Ultrasound');
    await says(page, 'New record 100');
    // One answer is lost on its way: that record must not be made twice.
    world.sandbox.fault({ on: 'add', after: 7, loseAnswer: true });
    await attach(page, 100, 'New records, one for each file: 100. Records they refer to: 50.');
    await says(page, 'Attached: 100 of 100.', 90_000);

    expect(scans()).toHaveLength(100);
    for (const { mrn, _id } of people) {
      const theirs = scans().filter((scan) => subjectOf(scan) === _id);
      expect(theirs.map(({ _caption }) => _caption).toSorted()).toEqual([`scan_${mrn}_a`, `scan_${mrn}_b`]);
      for (const scan of theirs) {
        expect(scan.modality).toBe('ultrasound');
        expect(world.sandbox.attribute(scan._id, 'picture')?.file?.name).toBe(`${scan._caption}.png`);
      }
    }

    // Somebody else has worked on one of them since.
    const [touched] = scans();
    if (!touched) throw new Error('There are no scans.');
    const other = { name: 'other.png', mimeType: 'image/png', bytes: woundPicture(3, 9, 9) };
    world.sandbox.setAttribute(touched._id, 'picture', other);
    await world.screen.click(page, 'button', 'Undo all');
    await says(page, 'Nothing else is deleted.');
    await world.screen.click(page, 'button', 'Undo all');
    await until(async () => scans().length === 1, 'all but one are gone', 60_000);
    expect(scans()).toEqual([touched]);
    const left = new Set(world.sandbox.records.map(({ _id }) => _id));
    for (const { _id } of people) expect(left.has(_id)).toBe(true);
    await world.screen.click(page, 'button', 'Attached 1');
    await says(page, 'Somebody has changed');
  });

  it('holds what the manifest says of each, and is not made of what nobody can read', async () => {
    const [ann, bob] = world.sandbox.crowd(2);
    for (const name of ['a', 'b', 'c']) put(`card/${name}.png`);
    const page = await table(3);
    const rows = [
      'file,MRN,Modality,Taken on,Exposures',
      `a.png,${ann?.mrn},Photo,2026-11-02,3`,
      `b.png,${bob?.mrn},Ultrasound,02/11/2026,1`,
      `c.png,${bob?.mrn},Telescope,,`,
    ];
    await choose(page, 'Each file becomes', 'a new record: Scan');
    await world.drop(page, [write('scans.csv', rows.join('\n'))], { x: 400, y: 600 });
    await says(page, 'Taken on does not take “02/11/2026”.');
    await says(page, 'Modality does not take “Telescope”.');
    await attach(page, 1, 'Files that are not sent: 2.');
    await says(page, 'Attached: 1 of 1.');
    expect(scans()).toMatchObject([
      { _caption: 'a', modality: 'photo', taken_on: '2026-11-02', exposures: 3, subject: { id: ann?._id } },
    ]);
  });
});
