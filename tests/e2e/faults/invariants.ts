import type { UploadView } from '../../../lib/protocol/upload.ts';
import type { LogEntry } from '../../sandbox/log.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** A file that a test has brought in and that was accepted. */
export interface Given {
  /** Nobody else's: it tells the file in the log, on screen and in what is stored. */
  name: string;
  /** Hex, of the source. */
  sha256: string;
  /** Stands in the bytes and nowhere else. */
  canary: string;
  recordId: string;
  attribute: string;
  /** File id that the attribute held when the file was brought. */
  before: string | null;
  /** How it may end; attached, unless a test says otherwise. */
  ends: readonly UploadView['progress']['is'][];
  /** Somebody else's file that a test has put into its place meanwhile. */
  theirs?: string;
}

export interface Evidence {
  sandbox: Pick<Sandbox, 'log' | 'attribute' | 'file' | 'orphans'>;
  given: readonly Given[];
  /** What a person is shown of all uploads, as the extension's own pages read it. */
  shown: readonly UploadView[];
  /** All that the extension has stored, as text. */
  stored: string;
  /** Faults that the sandbox did not make itself: kills of worker, document or browser. */
  strokes: number;
}

/**
 * The invariants that hold after every fault, judged on the sandbox's own log; what is broken, one line each.
 * I1 each accepted file has one final state, and it is shown. I2 an attribute holds the former value, ours or
 * another user's, and ours was never attached twice. I3 the stored bytes are the source's. I4 nothing is called
 * attached unless both hold. I5 neither bytes nor names lie outside the seal. I6 no host is contacted beyond portal,
 * API and store. I7 files that hang nowhere are no more than the faults injected.
 */
export function breaches({ sandbox, given, shown, stored, strokes }: Evidence): string[] {
  const ours = sandbox.log.filter(({ from }) => from === 'extension');
  const changes = ours.filter(({ op, committed }) => op === 'attach' && committed);
  return [
    ...given.flatMap((one) => shownOnce(one, shown)),
    ...given.flatMap((one) => attachedOnce(one, changes, sandbox)),
    ...places(given).flatMap((place) => holdsItsOwn(place, shown, sandbox)),
    ...given.flatMap((one) => isAsItWas(one, shown, sandbox)),
    ...given.flatMap(({ name, canary }) =>
      [name, canary].filter((word) => stored.includes(word)).map((word) => `I5 ${word} lies in clear`),
    ),
    ...['eyJhbGci', 'X-Amz-Signature']
      .filter((word) => stored.includes(word))
      .map((word) => `I5 ${word} is kept`),
    ...ours
      .filter(({ host, violation }) => host === 'other' || violation !== undefined)
      .map(({ hostname, path, violation }) => `I6 ${hostname}${path} ${violation ?? ''}`),
    ...tooManyOrphans(ours, changes, sandbox, strokes),
  ];
}

const viewsOf = ({ name }: Given, shown: readonly UploadView[]) =>
  shown.filter(({ fileName }) => fileName === name);

function shownOnce(one: Given, shown: readonly UploadView[]): string[] {
  const states = viewsOf(one, shown).map(({ progress }) => progress.is);
  const right = states.length === 1 && states.every((state) => one.ends.includes(state));
  return right
    ? []
    : [`I1 ${one.name} is shown as ${states.join(', ') || 'nothing'}, not as ${one.ends.join(' or ')}`];
}

/** Two file ids of one source are the same file twice as well; giving back what was before is none of them. */
function attachedOnce(one: Given, changes: readonly LogEntry[], { file }: Pick<Sandbox, 'file'>): string[] {
  const own = changes.filter(({ fileId = '' }) => file(fileId)?.name === one.name);
  const times = own.filter((change, index) => !isBrowsers(change, own[index - 1])).length;
  return times > 1 ? [`I2 ${one.name} was attached ${times} times`] : [];
}

/**
 * Chromium itself sends a request again, of whatever method, when a connection that it has used before breaks
 * without an answer. No extension hears of it.
 */
const isBrowsers = (change: LogEntry, before: LogEntry | undefined): boolean =>
  before?.lost === true && before.fileId === change.fileId && change.at - (before.answeredAt ?? 0) < 50;

function places(given: readonly Given[]): Given[][] {
  return [...Map.groupBy(given, ({ recordId, attribute }) => `${recordId} ${attribute}`).values()];
}

function holdsItsOwn(place: Given[], shown: readonly UploadView[], sandbox: Pick<Sandbox, 'attribute'>) {
  const [first] = place;
  if (!first) return [];
  const held = sandbox.attribute(first.recordId, first.attribute);
  const attached = place
    .flatMap((one) => viewsOf(one, shown))
    .filter(({ progress }) => progress.is === 'attached');
  const own = attached.map(({ fileId }) => fileId);
  const allowed = [...own, ...place.flatMap(({ theirs }) => theirs ?? [])];
  // Where nothing was attached, what was there before is there still.
  if (own.length === 0) allowed.push(first.before);
  return allowed.includes(held?.fileId ?? null)
    ? []
    : [
        `I2 ${first.attribute} holds ${held?.file?.name ?? held?.fileId ?? 'nothing'}: neither ours nor theirs`,
      ];
}

function isAsItWas(one: Given, shown: readonly UploadView[], { file, log }: Pick<Sandbox, 'file' | 'log'>) {
  return viewsOf(one, shown)
    .filter(({ progress }) => progress.is === 'attached')
    .flatMap(({ fileId }) => [
      ...(file(fileId ?? '')?.sha256 === one.sha256 ? [] : [`I3 ${one.name} is stored as something else`]),
      ...(log.some((call) => call.op === 'attach' && call.committed && call.fileId === fileId)
        ? []
        : [`I4 ${one.name} is called attached and never was`]),
    ]);
}

function tooManyOrphans(
  ours: readonly LogEntry[],
  changes: readonly LogEntry[],
  { orphans }: Pick<Sandbox, 'orphans'>,
  strokes: number,
): string[] {
  const created = new Set(ours.flatMap(({ op, fileId }) => (op === 'create' && fileId ? [fileId] : [])));
  const once = new Set(changes.map(({ fileId }) => fileId));
  const lost = orphans().filter((id) => created.has(id) && !once.has(id)).length;
  const faults = ours.filter(({ fault }) => fault).length + strokes;
  return lost > faults ? [`I7 ${lost} files hang nowhere after ${faults} faults`] : [];
}
