import { describe, expect, it } from 'vitest';
import { createAnnouncements } from '../../../entrypoints/background/announcements.ts';
import type { UploadProgress, UploadView } from '../../../lib/protocol/upload.ts';
import { uploadView } from '../../../lib/uploads/upload-view.ts';
import { example } from '../outbox/example.ts';

/** Announcements of one upload, and what was shown. */
function announcing() {
  const shown: string[] = [];
  let value: { id: string; isTold: boolean }[] = [];
  const announcements = createAnnouncements(
    () => undefined,
    {
      show: async (_id, title, text) => {
        shown.push(`${title}: ${text}`);
      },
    },
    {
      read: async () => value,
      change: async (how) => {
        value = how(value);
        return value;
      },
    },
  );
  const view: UploadView = uploadView(example(), { sent: 0 });
  const see = (progress: UploadProgress) => announcements.see([{ ...view, progress }]);
  return { announcements, see, shown, id: view.id };
}

describe('an upload that nobody watches', () => {
  it('is announced once, without a name', async () => {
    const { announcements, see, shown, id } = announcing();
    await announcements.expect(id);
    await see({ is: 'running', step: 'sending', sent: 0 });
    await see({ is: 'attached', notUndone: null });
    await see({ is: 'attached', notUndone: null });
    expect(shown).toEqual(['extension_name: notice_attached']);
  });

  it('asks for somebody each time it needs one', async () => {
    const { announcements, see, shown, id } = announcing();
    await announcements.expect(id);
    const failed: UploadProgress = { is: 'failed', reason: 'server', retry: true, elsewhere: false };
    await see(failed);
    await see(failed);
    await see({ is: 'running', step: 'sending', sent: 0 });
    await see(failed);
    expect(shown).toEqual(['extension_name: notice_needs_you', 'extension_name: notice_needs_you']);
  });

  it('is not announced where its page was watched', async () => {
    const { see, shown } = announcing();
    await see({ is: 'attached', notUndone: null });
    expect(shown).toEqual([]);
  });
});
