import { createHash, randomUUID } from 'node:crypto';
import { invent, organizations, type Patient, users } from './data.ts';
import { createFaults } from './faults.ts';
import { createLog } from './log.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { customAttributes, isFileAttribute } from './template.ts';
import { createTokens } from './tokens.ts';

/** Larger objects are kept as hash and size alone. */
export const keptBytes = 64 * 1024 * 1024;

export interface StoredObject {
  contentType: string;
  size: number;
  sha256: string;
  /** With its quotes, as S3 sends it. */
  etag: string;
  bytes: Buffer | null;
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
  const patients = new Map<string, Patient>();
  /** What a record was before its last change, for stale reads. */
  const before = new Map<string, Patient>();
  const files = new Map<string, StoredFile>();
  const log = createLog();
  const faults = createFaults();
  const tokens = createTokens({
    now,
    lifetime: () => switches.accessTokenLifetime,
    rotates: () => switches.refreshRotates,
  });

  const valueAt = (patient: Patient, attribute: string): { id: string } | null =>
    (patient[attribute] as { id: string } | undefined) ?? null;

  const places = (fileId: string): { patient: Patient; attribute: string }[] =>
    [...patients.values()].flatMap((patient) =>
      customAttributes
        .filter(({ name }) => isFileAttribute(name) && valueAt(patient, name)?.id === fileId)
        .map(({ name: attribute }) => ({ patient, attribute })),
    );

  const world = {
    switches,
    now,
    patients,
    before,
    files,
    log,
    faults,
    tokens,
    users,
    organizations,
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
    change(patient: Patient, change: Record<string, unknown>): void {
      before.set(patient._id, structuredClone(patient));
      for (const [name, value] of Object.entries(change)) {
        const old = isFileAttribute(name) ? world.file(valueAt(patient, name)?.id ?? '') : null;
        if (value === null) delete patient[name];
        else patient[name] = value;
        if (old) old.looseSince = now();
      }
      const last = Date.parse(patient._lastModifiedTime);
      patient._lastModifiedTime = new Date(Math.max(now(), last + 1)).toISOString();
    },
    reset(): void {
      faults.clear();
      tokens.clear();
      Object.assign(switches, defaultSwitches, overrides);
      for (const map of [patients, before, files]) map.clear();
      const invented = invent();
      for (const patient of invented.patients) patients.set(patient._id, patient);
      for (const { patientId, attribute, ...seed } of invented.files) {
        const patient = patients.get(patientId);
        if (patient)
          patient[attribute] = {
            id: world.putFile({ ...seed, organizationId: patient._ownerOrganization.id }),
          };
      }
      log.clear();
    },
  };
  world.reset();
  return world;
}

export function objectOf(bytes: Buffer, contentType: string): StoredObject {
  const hash = (name: string) => createHash(name).update(bytes).digest('hex');
  return { contentType, size: bytes.length, sha256: hash('sha256'), etag: `"${hash('md5')}"`, bytes };
}
