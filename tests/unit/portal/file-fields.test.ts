import { describe, expect, it } from 'vitest';
import { takesFile } from '../../../lib/portal/file-fields.ts';

const png = { name: 'Wound.PNG', type: 'image/png' };
const csv = { name: 'values.csv', type: 'text/csv; charset=utf-8' };
const nameless = { name: 'scan', type: '' };

describe('a file field', () => {
  it.each([
    [[], png, true],
    [[], nameless, true],
    [['*/*'], nameless, true],
    [['image/*'], png, true],
    [['image/*'], csv, false],
    [['image/*'], nameless, false],
    [['image/jpeg', '.png'], png, true],
    [['.jpg', '.jpeg'], png, false],
    [['text/csv'], csv, true],
    [['text/plain', '.csv'], csv, true],
    [['application/pdf'], csv, false],
  ] as const)('that takes %j is asked about %j: %s', (accept, file, fits) => {
    expect(takesFile({ accept }, file)).toBe(fits);
  });
});
