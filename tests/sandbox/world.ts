import { createHash, randomUUID } from 'node:crypto';
import { invent, organizations, users } from './data.ts';
import { createFaults } from './faults.ts';
import { createLog } from './log.ts';
import { changeOf, filesOf, heldBy, merge, type SandboxRecord } from './records.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { createTokens } from './tokens.ts';

/** Larger objects are kept as hash and size alone. */
export const keptBytes = 64 * 1024 * 1024;

export interface StoredObject {
  contentType: string;
  size: number;
  sha256: string;
  /** With its quotes, as S3 sends it. */
  etag: string;
  /** Null where the object is larger than what is kept; its size and its first byte can be asked for all the same. */
  bytes: Buffer | null;
  first: Buffer;
}

export interface StoredFile {
  id: string;
  name: string;
  mimeType: string;
  organizationId: string;
  /** Key of its object in the store. */
  key: string;
  /** Since when it hangs nowhere: milliseconds of the servers' clock. */
  looseSince: number;
  object: StoredObject | null;
  multipart: Multipart | null;
}

export interface Multipart {
  uploadId: string;
  parts: number;
  done: Map<number, StoredObject>;
  /** ETags the client has reported. */
  etags: Map<number, string>;
}

export type World = ReturnType<typeof createWorld>;

/** Everything the three hosts share. */
export function createWorld(overrides: Partial<Switches> = {}) {
  const switches: Switches = { ...defaultSwitches, ...overrides };
  const now = () => Date.now() + switches.clockSkewMs;
  const records = new Map<string, SandboxRecord>();
  /** What a record was before its last change, for stale reads. */
  const before = new Map<string, SandboxRecord>();
  const files = new Map<string, StoredFile>();
  const log = createLog();
  const faults = createFaults();
  const tokens = createTokens({
    now,
    lifetime: () => switches.accessTokenLifetime,
    rotates: () => switches.refreshRotates,
  });

  const attributeOf = (record: SandboxRecord, name: string) =>
    filesOf(record).find((one) => one.name === name) ?? null;

  /** The file that an attribute of this name holds. */
  const valueAt = (record: SandboxRecord, name: string): { id: string } | null => {
    const attribute = attributeOf(record, name);
    return attribute && heldBy(record, attribute);
  };

  const places = (fileId: string): { record: SandboxRecord; attribute: string }[] =>
    [...records.values()].flatMap((record) =>
      filesOf(record)
        .filter((attribute) => heldBy(record, attribute)?.id === fileId)
        .map(({ name: attribute }) => ({ record, attribute })),
    );

  const world = {
    switches,
    now,
    records,
    before,
    files,
    log,
    faults,
    tokens,
    users,
    organizations,
    attributeOf,
    valueAt,
    places,
    /** A file as the platform knows it; swept ones are gone. */
    file(id: string): StoredFile | null {
      const file = files.get(id);
      if (!file) return null;
      const limit = switches.sweepUnattachedAfter * 1000;
      if (limit > 0 && now() - file.looseSince > limit && places(id).length === 0) {
        files.delete(id);
        return null;
      }
      return file;
    },
    addFile(name: string, mimeType: string, organizationId: string): StoredFile {
      const id = randomUUID();
      const key = `${randomUUID()}/${id}`;
      const file = {
        id,
        name,
        mimeType,
        organizationId,
        key,
        looseSince: now(),
        object: null,
        multipart: null,
      };
      files.set(id, file);
      return file;
    },
    putFile(seed: { name: string; mimeType: string; bytes: Uint8Array; organizationId: string }): string {
      const file = world.addFile(seed.name, seed.mimeType, seed.organizationId);
      file.object = objectOf(Buffer.from(seed.bytes), seed.mimeType);
      return file.id;
    },
    /** Changes a record, and moves its time of last change on, always forward. */
    change(record: SandboxRecord, change: Record<string, unknown>): void {
      before.set(record._id, structuredClone(record));
      const held = () => filesOf(record).flatMap((attribute) => heldBy(record, attribute)?.id ?? []);
      const former = held();
      merge(record, change);
      for (const id of former.filter((one) => !held().includes(one))) {
        const file = world.file(id);
        if (file) file.looseSince = now();
      }
      const last = Date.parse(record._lastModifiedTime);
      record._lastModifiedTime = new Date(Math.max(now(), last + 1)).toISOString();
    },
    reset(): void {
      faults.clear();
      tokens.clear();
      Object.assign(switches, defaultSwitches, overrides);
      for (const map of [records, before, files]) map.clear();
      const invented = invent();
      for (const record of invented.records) records.set(record._id, record);
      for (const { recordId, attribute: name, ...seed } of invented.files) {
        const record = records.get(recordId);
        const attribute = record && attributeOf(record, name);
        if (!attribute) continue;
        const id = world.putFile({ ...seed, organizationId: record._ownerOrganization.id });
        merge(record, changeOf(attribute, { id }));
      }
      log.clear();
    },
  };
  world.reset();
  return world;
}

export function objectOf(bytes: Buffer, contentType: string): StoredObject {
  const hash = (name: string) => createHash(name).update(bytes).digest('hex');
  const sums = { sha256: hash('sha256'), etag: `"${hash('md5')}"` };
  return { contentType, size: bytes.length, ...sums, bytes, first: bytes.subarray(0, 1) };
}
