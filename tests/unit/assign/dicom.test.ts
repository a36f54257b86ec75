import { describe, expect, it } from 'vitest';
import { tagsOf } from '../../../entrypoints/assign/dicom.ts';
import { createMatcher } from '../../../lib/assign/match.ts';
import type { BulkRecord } from '../../../lib/protocol/bulk.ts';
import { dicomFile } from '../../sandbox/dicom.ts';

const tagsIn = (bytes: Uint8Array) => tagsOf(new Blob([new Uint8Array(bytes)]));

describe('the header of a DICOM file', () => {
  it('says whose it is, in its own character set', async () => {
    const file = dicomFile({ patientId: '40017', patientName: 'Björkström^Åsa', accessionNumber: 'A-1' });
    expect(await tagsIn(file)).toEqual({ ids: ['40017', 'A-1'], name: 'Åsa Björkström' });
  });

  it('is read of a file that is longer than what is looked at', async () => {
    const file = dicomFile({ patientId: '40017' }, 2_000_000);
    expect(await tagsIn(file)).toEqual({ ids: ['40017'], name: null });
  });

  it('is none in what is no such file, or is cut short before it says anything', async () => {
    expect(await tagsIn(Buffer.from('not at all'))).toBe(null);
    expect(await tagsIn(new Uint8Array(200))).toBe(null);
    expect((await tagsIn(dicomFile({ patientId: '40017' }).subarray(0, 160)))?.ids ?? []).toEqual([]);
  });
});

describe('a file whose header names a record', () => {
  const record = (id: string, mrn: string, caption: string): BulkRecord => ({
    ref: { api: '', kind: 'patient', path: id, id },
    ...{ caption, identity: [], attributes: [] },
    clues: [
      { name: 'mrn', displayName: 'MRN', value: mrn },
      { name: '_caption', displayName: 'Title', value: caption },
    ],
  });
  const records = [
    record('a', '40017', 'Mary Jones'),
    record('b', '40018', 'Mary Jones'),
    record('c', '40019', 'Thomas Ade'),
  ];
  const match = createMatcher(records, { by: 'any' });

  it('is its record’s by the number, although somebody else is called so too', () => {
    const found = match('IM0001', { ids: ['40017'], name: 'Mary Jones' });
    expect(found).toMatchObject({ is: 'one', record: 0, because: { where: 'header' } });
  });

  it('is nobody’s where number and name, or header and file name, speak of two', () => {
    expect(match('IM1', { ids: ['40019'], name: 'Mary Jones' })).toMatchObject({
      is: 'many',
      records: [0, 1, 2],
    });
    expect(match('40018.dcm', { ids: ['40017'], name: null })).toMatchObject({ is: 'many', records: [0, 1] });
  });

  it('is a tie where only a name of several is known', () => {
    expect(match('IM1', { ids: [], name: 'Mary Jones' })).toMatchObject({ is: 'many', records: [0, 1] });
    expect(match('IM1', { ids: ['nobody'], name: null })).toEqual({ is: 'none' });
  });

  it('counts its number only where the rule is about it', () => {
    const byTitle = createMatcher(records, { by: 'clue', name: '_caption' });
    expect(byTitle('IM1', { ids: ['40017'], name: null })).toEqual({ is: 'none' });
  });
});
