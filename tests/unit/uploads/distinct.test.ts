import { describe, expect, it } from 'vitest';
import { distinct } from '../../../lib/uploads/distinct.ts';
import { record } from '../portal/record.ts';

const mary = (id: string, more: readonly string[], identity: readonly string[] = ['b. 2 Apr 1961']) => ({
  ...record(id, { identity }),
  more,
});
const said = (records: Parameters<typeof distinct>[0]) =>
  distinct(records).map(({ caption, identity }) => [caption, ...identity].join(' · '));

describe('records beside each other', () => {
  it('say no more than they need when they read differently', () => {
    const other = { ...record('p2', { caption: 'Ada Byron', identity: ['b. 2 Apr 1961'] }), more: ['ID 7'] };
    expect(said([mary('p1', ['ID 7']), other, mary('p3', ['ID 9'], ['b. 9 Apr 1961'])])).toEqual([
      'Mary Jones · b. 2 Apr 1961',
      'Ada Byron · b. 2 Apr 1961',
      'Mary Jones · b. 9 Apr 1961',
    ]);
  });

  it('say more when they would read exactly alike, all of them', () => {
    expect(said([mary('p1', ['ID 7', 'a@x']), mary('p2', ['ID 9', 'b@x'])])).toEqual([
      'Mary Jones · b. 2 Apr 1961 · ID 7',
      'Mary Jones · b. 2 Apr 1961 · ID 9',
    ]);
  });

  it('say as much as tells them apart', () => {
    const records = [mary('p1', ['ID 7', 'a@x', '…001']), mary('p2', ['ID 7', '…002']), mary('p3', ['ID 8'])];
    expect(said(records)).toEqual([
      'Mary Jones · b. 2 Apr 1961 · ID 7 · a@x',
      'Mary Jones · b. 2 Apr 1961 · ID 7 · …002',
      'Mary Jones · b. 2 Apr 1961 · ID 8',
    ]);
  });

  it('are shown as pages know them', () => {
    expect(distinct([mary('p1', ['ID 7'])])).toEqual([record('p1', { identity: ['b. 2 Apr 1961'] })]);
  });
});
