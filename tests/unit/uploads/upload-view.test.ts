import { describe, expect, it } from 'vitest';
import { uploadView } from '../../../lib/uploads/upload-view.ts';
import { example } from '../outbox/example.ts';

describe('an upload as it is shown', () => {
  it.each([
    ['/organization/v1/users/patients/p1', 'patient', 'p1'],
    ['/device/v1/devices/PUMP%2007%2FA/usage-sessions/s1', 'usage-session', 's1'],
    ['/device/v2/devices/PUMP%2007%2FA', 'device', 'PUMP%2007%2FA'],
  ])('to %s is one to a %s, whatever its journal calls it', (path, kind, id) => {
    for (const journalled of ['patient', ''])
      expect(
        uploadView(example({ target: { ...example().target, kind: journalled, path } }), { sent: 0 }).ref,
      ).toMatchObject({
        kind,
        path,
        id,
      });
  });
});
