export const skins = [
  'plain',
  'opaque',
  'library',
  'elements-open',
  'elements-closed',
  'table',
  'preview',
  'framed',
  'cards',
] as const;
export type Skin = (typeof skins)[number];

/** What is unknown about the platform, as something to turn. Every position has to work. */
export interface Switches {
  /** The portal's disguise; CONTRIBUTING.md says what each is. */
  skin: Skin;
  /** The portal's content security policy; `strict` includes Trusted Types. */
  csp: 'none' | 'strict';
  /** Where the portal keeps its session. */
  tokenStorage: 'memory' | 'localStorage' | 'cookie';
  /** The language the portal asks the API for, and speaks. */
  language: 'en-us' | 'de' | 'he' | 'fr' | 'es';
  /** What the portal's form saves: what was changed in it, or all it held when it was opened. */
  formSends: 'changed' | 'all';
  /** Whose `ON_RELOAD_ENTITY` makes the portal read its record again: its frames', anybody's in the page, nobody's. */
  hearsReload: 'frames' | 'window' | 'no';
  /** With the skin `framed`: who reads the record that the frame shows. */
  frameReads: 'frame' | 'shell';
  /** `strict` signs the `Content-Type` into the address of a PUT. */
  signedContentType: 'strict' | 'lax';
  /** Seconds a signed address holds. */
  signedUrlLifetime: number;
  /** Whether the object store answers to browsers' cross-origin questions. */
  storeCors: 'open' | 'closed';
  /** What the API does with an `Origin` other than the portal's. */
  foreignOrigin: 'refused' | 'accepted';
  /** Refuses markup and `../` in addresses and bodies with a 403 that is not BioT's. */
  firewall: boolean;
  /** What a file attribute shows in a record: `{id}`, as older platforms do, or name, size and type as well. */
  fileValue: 'full' | 'id-only';
  /** Whether `null` clears a file attribute; `no` answers 400. */
  nullClears: 'yes' | 'no';
  /** Seconds after which a file that hangs nowhere is swept; 0 is never. */
  sweepUnattachedAfter: number;
  /** Whether one file may hang at two attributes. */
  attachTwice: 'allowed' | 'refused';
  /** Whether a refresh makes the refresh token before it invalid. */
  refreshRotates: boolean;
  /** Seconds an access token holds. */
  accessTokenLifetime: number;
  /** `absent`: templates say nothing of types, as before platform 2.4.2. Nothing is checked then. */
  supportedMimeTypes: 'present' | 'absent';
  /** `absent`: the multipart operations answer 404, as before platform 2.3.20. */
  multipart: 'available' | 'absent';
  /** Which of the two APIs of generic entities the portal uses; with `v1` the platform has no other. */
  genericEntity: 'v1' | 'v3';
  /** Whether a PATCH of a generic entity needs its name, and that of a session its start and state. */
  patchNeedsName: boolean;
  /** The form in which a device's status is changed: the attributes in `data`, by themselves or in `_status`. */
  deviceStatus: 'data' | 'attributes' | 'status';
  /** Names of attributes that must have a value. */
  mandatory: readonly string[];
  /** Milliseconds added to each answer of API and store: loopback hides round trips. */
  latencyMs: number;
  /** Limit of the store's intake in bytes per second and connection; 0 is none. */
  bytesPerSecond: number;
  /** Milliseconds the servers' clock is ahead of this machine's. */
  clockSkewMs: number;
}

export const defaultSwitches: Readonly<Switches> = {
  skin: 'plain',
  csp: 'none',
  tokenStorage: 'localStorage',
  language: 'en-us',
  formSends: 'changed',
  hearsReload: 'frames',
  frameReads: 'frame',
  signedContentType: 'strict',
  signedUrlLifetime: 900,
  storeCors: 'open',
  foreignOrigin: 'refused',
  firewall: true,
  fileValue: 'full',
  nullClears: 'yes',
  sweepUnattachedAfter: 0,
  attachTwice: 'allowed',
  refreshRotates: true,
  accessTokenLifetime: 900,
  supportedMimeTypes: 'present',
  multipart: 'available',
  genericEntity: 'v1',
  patchNeedsName: true,
  deviceStatus: 'data',
  mandatory: ['mrn'],
  latencyMs: 0,
  bytesPerSecond: 0,
  clockSkewMs: 0,
};
