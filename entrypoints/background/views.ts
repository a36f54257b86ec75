import type { Owner, Upload } from '../../lib/outbox/upload.ts';
import type { UploadView } from '../../lib/protocol/upload.ts';
import { sentOf } from '../../lib/uploads/sent.ts';
import { uploadView } from '../../lib/uploads/upload-view.ts';
import type { Progress } from './progress.ts';

interface Present {
  progress: Pick<Progress, 'sent'>;
  /** Whether the browser lets an owner's uploads go on. */
  reaches(owner: Pick<Owner, 'portal' | 'api'>): boolean;
}

/** Uploads as they are shown at this moment. */
export function viewsOf(uploads: readonly Upload[], { progress, reaches }: Present): UploadView[] {
  // Of a thousand uploads most are one person's.
  const barred = new Map<string, boolean>();
  const isBarred = ({ portal, api }: Owner): boolean => {
    const at = `${portal} ${api}`;
    const known = barred.get(at) ?? !reaches({ portal, api });
    barred.set(at, known);
    return known;
  };
  return uploads.map((upload) =>
    uploadView(upload, { sent: sentOf(upload, progress.sent), barred: isBarred(upload.owner) }),
  );
}
