import { describe, expect, it } from 'vitest';
import type { FrameReads } from '../../../lib/portal/reads.ts';
import { isOwn, recordsOf, wantedBy } from '../../../lib/uploads/frame-records.ts';
import { record } from '../portal/record.ts';
import { session } from './session.ts';

const [mary, ada] = [record('p1'), record('p2', { caption: 'Ada Byron' })];
const nurse = session();
const frame: FrameReads = {
  tab: 1,
  frame: 0,
  document: 'd',
  portal: nurse.portal,
  user: nurse.user,
  organization: nurse.organization,
  reads: [
    { ref: mary.ref, at: 2 },
    { ref: ada.ref, at: 1 },
  ],
  listedAt: 0,
  createdAt: 0,
  present: true,
};

describe('what a frame has read', () => {
  it('is wanted under the session of the person whose calls read it', () => {
    const clinician = session({ user: 'clinician' });
    expect(wantedBy(frame, [clinician, nurse]).map((one) => one.session)).toEqual([nurse, nurse]);
    expect(wantedBy({ ...frame, user: 'clinician' }, [clinician, nurse])[0]?.session).toBe(clinician);
  });

  it('is wanted under no other person’s session', () => {
    expect(wantedBy(frame, [session({ user: 'clinician' })]).map((one) => one.session)).toEqual([null, null]);
    expect(wantedBy(undefined, [nurse])).toEqual([]);
  });

  it('is told as pending where it is not known: no other record is the only one by that', () => {
    const known = recordsOf(wantedBy(frame, [nurse]), ({ id }) =>
      id === 'p2' ? { ...ada, more: [] } : undefined,
    );
    expect(known.records).toMatchObject([{ caption: 'Ada Byron', readAt: 1 }]);
    expect(known.pending).toEqual([mary.ref]);
  });

  it('is told as pending where nobody is signed in for it any more', () => {
    const { records, pending } = recordsOf(wantedBy(frame, []), () => ({ ...mary, more: [] }));
    expect([records, pending.map(({ id }) => id)]).toEqual([[], ['p1', 'p2']]);
  });

  it('stays known while the token is refused', () => {
    const refused = session({ refused: true });
    const { records } = recordsOf(wantedBy(frame, [refused]), () => ({ ...mary, more: [] }));
    expect(records).toHaveLength(2);
  });
});

describe('an upload', () => {
  const { portal, api, user, organization } = nurse;
  const owner = { portal, api, user, organization };
  it('is a frame’s own if the frame’s person has sent it', () => {
    expect(isOwn(frame, owner)).toBe(true);
    for (const change of [
      { user: 'clinician' },
      { organization: 'southbank' },
      { portal: 'https://x.example' },
    ])
      expect(isOwn(frame, { ...owner, ...change })).toBe(false);
  });
});
