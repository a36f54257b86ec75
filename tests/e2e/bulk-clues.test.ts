import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { dicomFile } from '../sandbox/dicom.ts';
import { useAssigning } from './support/assigning.ts';
import { browsers } from './support/browsers.ts';
import { saved } from './support/saved.ts';
import { workbook } from './support/sheet.ts';
import { useWorld } from './support/world.ts';

const at = { x: 400, y: 600 };

describe.each(browsers)('what many files are told apart by, in %s', { timeout: 120_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true });
  const { put, write, says, written, table, choose, attach } = useAssigning(browser, world);
  const held = (id: string | undefined, attribute = 'consent_form') =>
    world.sandbox.attribute(String(id), attribute)?.file?.name;

  it('is the header of DICOM files, whatever they are called', async () => {
    const [ann, bob] = world.sandbox.crowd(2);
    put('card/other.png');
    const page = await table(1);
    await choose(page, 'Attribute', 'Consent form');
    const files = [
      write('IM000001', dicomFile({ patientId: String(ann?.mrn) })),
      write('IM000002.dcm', dicomFile({ patientId: String(bob?.mrn), patientName: String(bob?._caption) })),
      // Its name speaks of one patient, and its header of another one.
      write(`${bob?.mrn}.dcm`, dicomFile({ patientId: String(ann?.mrn) })),
    ];
    await world.drop(page, files, at);
    await says(page, 'To attach 2');
    await says(page, 'Several records 1');
    await says(page, `MRN ${ann?.mrn} in its DICOM header`);
    await attach(page, 2, 'Files: 2. Records they go to: 2.');
    await says(page, 'Attached: 2 of 2.');
    expect([held(ann?._id), held(bob?._id)]).toEqual(['IM000001.dcm', 'IM000002.dcm']);
  });

  it('is an Excel sheet, with numbers as people see them, and columns named by hand', async () => {
    const [ann, bob] = world.sandbox.crowd(2);
    for (const name of ['a', 'b']) put(`card/${name}.png`);
    const page = await table(2);
    const rows = [
      ['Picture', 'Whose', 'Note'],
      ['a.png', Number(ann?.mrn), '=HYPERLINK("http://x")'],
      ['b.png', String(bob?.mrn), '<b>'],
    ];
    await world.drop(page, [write('scans.xlsx', workbook(rows))], at);
    // Nothing is taken for a column of files that is not called so; a person says what it is.
    await says(page, 'All 3');
    await says(page, 'No record 3');
    await choose(page, 'Attribute', 'Consent form');
    const named = [['File', 'Whose', 'Note'], ...rows.slice(1)];
    await world.drop(page, [write('named.xlsx', workbook(named))], at);
    await world.screen.find(page, 'dialog', /Which columns of named\.xlsx/);
    await choose(page, 'Record', 'Whose');
    await world.screen.click(page, 'button', 'Use these columns');
    await says(page, 'To attach 2');
    await attach(page, 2, 'Files: 2. Records they go to: 2.');
    await says(page, 'Attached: 2 of 2.');
    expect([held(ann?._id), held(bob?._id)]).toEqual(['a.png', 'b.png']);
  });

  it('is a pattern, with what it reads shown as it is typed', async () => {
    const [ann] = world.sandbox.crowd(1);
    put(`card/ward7_${ann?.mrn}_left.png`);
    put('card/ward7_x_left.png');
    const page = await table(2);
    await choose(page, 'Attribute', 'Wound photo');
    await choose(page, 'Find a file’s record by', 'a pattern of its name');
    await says(page, 'it reads ward7.');
    await says(page, 'No record 2');
    await page.focus('input[dir=ltr]');
    await page.keyboard.press('End');
    for (let left = 12; left > 0; left -= 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('ward7_{id}_*');
    await says(page, `it reads ${ann?.mrn}.`);
    await says(page, 'To attach 1');
  });

  it('is never a table that is too long, none, or in the wrong letters', async () => {
    const [ann] = world.sandbox.crowd(1);
    put('card/Ärzte.png');
    put('card/b.png');
    const page = await table(2);
    await choose(page, 'Attribute', 'Consent form');
    const million = `file,MRN\n${'b.png,1\n'.repeat(1_000_000)}`;
    await world.drop(page, [write('million.csv', million)], at);
    await says(page, 'million.csv has more than 100,000 rows.', 60_000);
    await says(page, 'No record 2');

    const hostile = [
      'file\tMRN\t__proto__\tconstructor',
      `"=cmd|'/c calc'!A1"\t${ann?.mrn}\tx\ty`,
      '__proto__\t__proto__\tx\ty',
      `b.png\t\t\t`,
    ].join('\n');
    await world.drop(page, [write('hostile.tsv', hostile)], at);
    await says(page, 'hostile.tsv: rows 3');
    await says(page, 'No record 2');

    // As old Excel writes it: Windows' own letters, semicolons.
    const windows = Buffer.from(`Datei;MRN\n\xc4rzte.png;${ann?.mrn}\n`, 'latin1');
    await world.drop(page, [write('windows.csv', windows)], at);
    await says(page, 'To attach 1');
    // And as it writes "Unicode text".
    const wide = Buffer.from(`\ufefffile\tMRN\nb.png\t${ann?.mrn}\n`, 'utf16le');
    await world.drop(page, [write('wide.tsv', wide)], at);
    await says(page, 'wide.tsv: rows 1, of which name a file here: 1.');
    await says(page, 'To attach 1');
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
  });

  it('is nothing in an archive that is a bomb, climbs out of its folder, or is none', async () => {
    put('card/a.png');
    const page = await table(1);
    const bomb = zipSync({ 'zeros.bin': new Uint8Array(2 ** 30 + 2 ** 26) });
    await world.drop(page, [write('bomb.zip', bomb)], at);
    await says(page, 'bomb.zip was not opened', 60_000);
    await world.drop(page, [write('none.zip', 'not at all')], at);
    await says(page, 'none.zip was not opened');
    const climbing = zipSync({ '../../../climbed.png': strToU8('x'), 'C:\\x.png': strToU8('y') });
    await world.drop(page, [write('climbing.zip', climbing)], at);
    // It is refused, or its files lie where all others do.
    await says(page, /climbing\.zip was not opened|All 3/);
    expect(await written(page)).not.toContain('../');
    const told = JSON.parse(await page.evaluate(saved, 'Save the report (JSON)')) as { file: string }[];
    for (const { file } of told) expect(file).not.toMatch(/\.\.|\\|^\/|:/);
  });
});
