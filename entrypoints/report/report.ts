import { native } from '../../lib/browser/native.ts';
import { namesId } from '../../lib/portal/address.ts';
import type { RecordView } from '../../lib/protocol/record.ts';
import type { SightReport } from '../../lib/protocol/sight.ts';
import type { Watched } from '../portal/page.ts';

/** Puts into words without names what a page's script sees. */
export function reportOf({ snapshot, sight, roots, zones }: Watched): SightReport {
  const { verdict, page } = sight;
  const now = Date.now();
  const secondsSince = (time: number) => Math.round((now - time) / 1000);
  const shown: readonly RecordView[] =
    verdict.is === 'one' ? [verdict.record] : verdict.is === 'many' ? verdict.sure : [];
  const frames = roots.flatMap((root) => [...root.querySelectorAll('iframe')]);
  return {
    host: location.host,
    language: document.documentElement.lang,
    direction: getComputedStyle(document.documentElement).direction,
    verdict: verdict.is,
    because: verdict.is === 'many' ? 'undecided' : verdict.because,
    meant: verdict.is === 'many' ? verdict.records.length : shown.length,
    sure: shown.length,
    attributes: shown.flatMap(({ attributes }) => attributes).length,
    zones,
    read: snapshot.records.map((record) => {
      const names = [...new Set(record.labels)];
      return {
        kind: record.ref.kind,
        title: page.titled(record),
        inAddress: namesId(location.href, record.ref.id),
        labels: names.filter((name) => page.labelled(name).length > 0).length,
        ofLabels: names.length,
        secondsAgo: secondsSince(record.readAt),
      };
    }),
    pending: snapshot.pending.length,
    listedSecondsAgo: snapshot.listedAt > 0 ? secondsSince(snapshot.listedAt) : null,
    roots: roots.length,
    foreignFrames: frames.filter(({ contentDocument }) => contentDocument === null).length,
    extension: native.runtime.getManifest().version,
    browser: navigator.userAgent,
  };
}
