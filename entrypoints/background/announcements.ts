import * as v from 'valibot';
import { type Notices, watchNotices } from '../../lib/browser/notices.ts';
import { kept } from '../../lib/browser/session-area.ts';
import { needsSomebody, type UploadView } from '../../lib/protocol/upload.ts';
import { t } from '../../lib/texts/texts.ts';

const expected = v.array(v.object({ id: v.string(), isTold: v.boolean() }));
type Expected = v.InferOutput<typeof expected>[number];

/** Uploads that nobody watches, because they were sent from another page: what becomes of them is announced. */
export function createAnnouncements(
  clicked: (id: string) => void,
  notices: Notices = watchNotices(clicked),
  known = kept<Expected[]>('announced', expected, []),
) {
  /** Neither a name nor a record: whoever passes by can read it. */
  const announce = (id: string, text: string) => notices.show(id, t('extension_name'), text);

  async function next(one: Expected, { id, progress }: UploadView): Promise<Expected | null> {
    if (progress.is === 'attached') {
      await announce(id, t('notice_attached'));
      return null;
    }
    if (progress.is === 'undone' || progress.is === 'cancelled') return null;
    const isNeeding = needsSomebody(progress);
    if (isNeeding && !one.isTold) await announce(id, t('notice_needs_you'));
    return isNeeding === one.isTold ? one : { id, isTold: isNeeding };
  }

  return {
    async expect(id: string): Promise<void> {
      await known.change((before) => [...before, { id, isTold: false }]);
    },
    /** Looks at what has become of them. */
    async see(views: readonly UploadView[]): Promise<void> {
      const before = await known.read();
      if (before.length === 0) return;
      const after = new Map<string, Expected | null>();
      for (const one of before) {
        const view = views.find(({ id }) => id === one.id);
        after.set(one.id, view ? await next(one, view) : null);
      }
      const isSame = before.every((one) => after.get(one.id) === one);
      if (isSame) return;
      // Those that came meanwhile are seen the next time.
      await known.change((now) =>
        now.flatMap((one) => (after.has(one.id) ? (after.get(one.id) ?? []) : one)),
      );
    },
  };
}
