import { describe, expect, it } from 'vitest';
import { callersOf } from '../../../lib/portal/callers.ts';
import type { Caller } from '../../../lib/portal/reads.ts';

const nurse: Caller = {
  tab: 1,
  frame: 0,
  document: '',
  portal: 'https://organization.app.dev.sandbox.biot-med.com',
  user: 'nurse',
  organization: 'northfield',
};
const clinician = { ...nurse, user: 'clinician' };

describe('an answer', () => {
  it('is that of whoever called, though somebody else has called since', () => {
    const callers = callersOf();
    callers.called('1', nurse);
    callers.called('2', clinician);
    expect([callers.answered('2'), callers.answered('1')]).toEqual([clinician, nurse]);
  });

  it('to a call that nobody has seen is of nobody known', () => {
    expect(callersOf().answered('1')).toBeUndefined();
  });

  it('is nobody’s when the document that called is gone', () => {
    const callers = callersOf();
    const inner = { ...nurse, frame: 7 };
    const named = { ...nurse, document: 'named' };
    for (const [index, by] of [nurse, inner, named, { ...nurse, tab: 2 }].entries())
      callers.called(String(index), by);
    callers.left(1, 7);
    expect(callers.answered('1')).toBeNull();
    callers.called('1', inner);
    callers.left(1, 0);
    expect(['0', '1', '2', '3'].map(callers.answered)).toEqual([null, null, named, { ...nurse, tab: 2 }]);
  });

  it('is forgotten behind 500 others', () => {
    const callers = callersOf();
    for (let index = 0; index <= 500; index += 1) callers.called(String(index), nurse);
    expect([callers.answered('0'), callers.answered('1')]).toEqual([undefined, nurse]);
  });
});

describe('what a document is reading', () => {
  const ref = {
    api: 'https://api.example',
    kind: 'patient',
    path: '/organization/v1/users/patients/1',
    id: '1',
  } as const;

  it('is told until the answer comes, once', () => {
    const callers = callersOf();
    callers.called('1', nurse, ref);
    callers.called('2', nurse, ref);
    callers.called('3', { ...nurse, tab: 2 }, { ...ref, path: 'other' });
    expect(callers.asking(nurse)).toEqual([ref]);
    callers.answered('1');
    expect(callers.asking(nurse)).toEqual([ref]);
    callers.answered('2');
    expect(callers.asking(nurse)).toEqual([]);
  });
});
