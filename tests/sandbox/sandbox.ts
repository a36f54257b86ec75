import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveApi } from './api/server.ts';
import { serveControls } from './controls.ts';
import { crowd, type Patient, type User } from './data.ts';
import type { Fault, FaultHandle } from './faults.ts';
import { apiOrigin, environments, portalOrigin, storeHost, storeOrigin } from './hosts.ts';
import type { LogEntry, WaitOptions } from './log.ts';
import { servePortal } from './portal/server.ts';
import { type Line, listen } from './proxy.ts';
import { changeOf, kindOf, type SandboxRecord } from './records.ts';
import { type Site, serveSite } from './site.ts';
import { serveStore } from './store.ts';
import type { Switches } from './switches.ts';
import { createWorld, type World } from './world.ts';

export interface HeldFile {
  name: string;
  mimeType: string;
  /** Hex; empty until the bytes are there. */
  sha256: string;
  size: number;
  /** Null for what was never put, and for objects above 64 MiB. */
  bytes: Buffer | null;
}

export interface NewFile {
  name: string;
  mimeType: string;
  bytes: Uint8Array;
}

export interface Sandbox {
  /** `127.0.0.1:PORT`, for `--proxy-server` */
  proxy: string;
  proxyPort: number;
  /** Origins, reached through the proxy only. */
  portal: string;
  api: string;
  store: string;
  /** Answered calls, in the order of their answers. */
  log: readonly LogEntry[];
  /** The first (or `count`-th) call that matches, past or future, since the last `reset` or `clearLog`. */
  wait(match: (entry: LogEntry) => boolean, options?: WaitOptions): Promise<LogEntry>;
  /** What must never happen: credentials at the store, foreign hosts and origins, calls beside the contract. */
  violations(): LogEntry[];
  clearLog(): void;
  listen(listener: () => void): () => void;
  switches: Switches;
  fault(fault: Fault): FaultHandle;
  /** Ends all faults; held calls go on. */
  release(): void;
  /** Of every kind. */
  readonly records: SandboxRecord[];
  /** Adds so many patients, who are gone with the next `reset`. */
  crowd(count: number): Patient[];
  readonly patients: Patient[];
  readonly users: readonly User[];
  record(id: string): SandboxRecord;
  patient(id: string): Patient;
  attribute(recordId: string, name: string): { fileId: string; file?: HeldFile } | null;
  /** As another user would, past the API: the record's time of last change moves on. */
  setAttribute(recordId: string, name: string, file: NewFile | { fileId: string } | null): void;
  putFile(file: NewFile & { organizationId: string }): string;
  file(fileId: string): HeldFile | null;
  /** Files that hang nowhere. */
  orphans(): string[];
  /** Every access token issued so far is refused from now on; the portal can still refresh. */
  expireTokens(): void;
  /** All connections end, as where the machine gets another address; new ones fare so, until told otherwise. */
  line(to: Line): void;
  /** Opens another invented host behind the proxy, e.g. `cardiology.example`, over https and http. */
  site(host: string, pages: Site): void;
  /** Data, log, faults and switches as at the start; whoever was signed in is no longer. */
  reset(): void;
  close(): Promise<void>;
}

/** A portal and its API behind one name, told apart by the path. */
const serveBoth: typeof servePortal = (world, request, response) =>
  (/^\/[a-z-]+\/v\d+\//.test(request.url ?? '') ? serveApi : servePortal)(world, request, response);

export async function startSandbox(
  options: { switches?: Partial<Switches>; port?: number } = {},
): Promise<Sandbox> {
  const world = createWorld(options.switches);
  const guarded =
    (serve: (world: World, request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
    (request: IncomingMessage, response: ServerResponse) => {
      serve(world, request, response).catch((error: unknown) => {
        // A caller that went away mid-body is the caller's business; anything else is a bug of the sandbox.
        if (request.destroyed && !request.complete) return;
        console.error('The sandbox failed', error);
        response.destroy();
      });
    };

  const hosts = new Map([[storeHost, guarded(serveStore)]]);
  for (const { portal, api } of Object.values(environments)) {
    hosts.set(api, guarded(serveApi));
    hosts.set(portal, guarded(portal === api ? serveBoth : servePortal));
  }
  const direct = guarded((_, request, response) => serveControls(sandbox, request, response));
  const { port, change, close } = await listen(world, { hosts, direct }, options.port);

  const isPatient = (record: SandboxRecord): record is Patient => kindOf(record) === 'patient';
  const record = (id: string): SandboxRecord => {
    const found = world.records.get(id);
    if (!found) throw new Error(`No record ${id}`);
    return found;
  };
  const patient = (id: string): Patient => {
    const found = record(id);
    if (!isPatient(found)) throw new Error(`No patient ${id}`);
    return found;
  };
  const held = (fileId: string): HeldFile | null => {
    const file = world.file(fileId);
    if (!file) return null;
    const { size = 0, sha256 = '', bytes = null } = file.object ?? {};
    return { name: file.name, mimeType: file.mimeType, sha256, size, bytes };
  };

  const sandbox: Sandbox = {
    proxy: `127.0.0.1:${port}`,
    proxyPort: port,
    portal: portalOrigin,
    api: apiOrigin,
    store: storeOrigin,
    log: world.log.entries,
    wait: world.log.wait,
    violations: () => world.log.entries.filter(({ violation }) => violation !== undefined),
    clearLog: world.log.clear,
    listen: world.log.listen,
    switches: world.switches,
    fault: world.faults.add,
    release: world.faults.clear,
    crowd(count) {
      const added = crowd(count);
      for (const one of added) world.records.set(one._id, one);
      return added;
    },
    get records() {
      return [...world.records.values()];
    },
    get patients() {
      return [...world.records.values()].filter(isPatient);
    },
    users: world.users,
    record,
    patient,
    attribute(recordId, name) {
      const value = world.valueAt(record(recordId), name);
      const file = value && held(value.id);
      return value && { fileId: value.id, ...(file ? { file } : {}) };
    },
    setAttribute(recordId, name, file) {
      const one = record(recordId);
      const attribute = world.attributeOf(one, name);
      if (!attribute) throw new Error(`No attribute ${name}`);
      const organizationId = one._ownerOrganization.id;
      const id = file && ('fileId' in file ? file.fileId : world.putFile({ ...file, organizationId }));
      world.change(one, changeOf(attribute, id === null ? null : { id }));
      world.log.changed();
    },
    putFile: world.putFile,
    file: held,
    orphans: () => [...world.files.keys()].filter((id) => world.places(id).length === 0),
    expireTokens: world.tokens.expireAll,
    line: change,
    site: (host, pages) => void hosts.set(host, guarded(serveSite(host, pages))),
    reset: world.reset,
    async close() {
      world.faults.clear();
      await close();
    },
  };
  return sandbox;
}
