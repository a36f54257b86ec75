import type { ActivityView } from '../protocol/activity.ts';
import { csv } from './csv.ts';
import { failSentence } from './reasons.ts';
import { t } from './texts.ts';

/** What came of an upload, in words. */
export function outcomeSentence({ outcome, reason, fileName, displayName, caption }: ActivityView): string {
  return reason === null
    ? t(`outcome_${outcome}`)
    : failSentence(reason, { file: fileName, attribute: displayName, record: caption });
}

/** The log as a table for spreadsheets, its times in UTC. */
export function activityCsv(log: readonly ActivityView[]): string {
  const head = [
    'when',
    'file',
    'record',
    'attribute',
    'outcome',
    'why',
    'person',
    'portal',
    'type',
    'size',
    'fileId',
  ];
  return csv([
    head,
    ...log.map((one) => [
      new Date(one.at).toISOString(),
      one.fileName,
      one.caption,
      one.displayName,
      one.outcome,
      one.reason ?? '',
      one.person ?? '',
      one.portal,
      one.type,
      String(one.size),
      one.fileId ?? '',
    ]),
  ]);
}

/** The log for programs. */
export function activityJson(log: readonly ActivityView[]): string {
  return JSON.stringify(
    log.map(({ id: _, at, ...one }) => ({ when: new Date(at).toISOString(), ...one })),
    null,
    2,
  );
}
