import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openJournal, StoreFull } from '../../../lib/store/journal.ts';
import { unsealSlice } from '../../../lib/store/seal.ts';
import { example } from '../outbox/example.ts';

const file = new Blob(['CANARY-CONTENT'], { type: 'image/png' });
const upload = example();
const tried = (how: typeof upload) => ({ ...how, attempts: how.attempts + 1 });

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

/** The database as somebody sees it who does not go through the journal. */
async function raw<T>(look: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB('attach-for-biot');
  const seen = await look(db);
  db.close();
  return seen;
}

describe('the journal', () => {
  it('gives back record and bytes to a worker that has just come to life', async () => {
    await openJournal().add(upload, file);
    const journal = openJournal();
    expect(await journal.get(upload.id)).toEqual(upload);
    expect(await journal.all()).toEqual({ uploads: [upload], unreadable: [] });
    const bytes = await journal.bytes(upload.id);
    expect(bytes?.type).toBe('image/png');
    expect(await bytes?.text()).toBe('CANARY-CONTENT');
    const read = await journal.reader(upload.id);
    const slice = await read?.({ from: 3, to: 9 });
    const open = slice instanceof Blob ? slice : slice && (await unsealSlice(slice));
    expect(await open?.text()).toBe('ARY-CO');
  });

  it('knows nothing of what it was not given', async () => {
    const journal = openJournal();
    expect(await journal.get('nobody')).toBeNull();
    expect(await journal.bytes('nobody')).toBeNull();
    expect(await journal.reader('nobody')).toBeNull();
    expect(await journal.change('nobody', tried)).toBeNull();
    await journal.forget('nobody');
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [] });
  });

  it('keeps neither record nor bytes if it cannot keep both', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    await raw((db) => db.delete('uploads', upload.id));
    await expect(journal.add(upload, file)).rejects.toThrow();
    expect(await raw((db) => db.count('uploads'))).toBe(0);
  });

  it('wipes bytes and keeps the record, or forgets both', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    await journal.wipeBytes(upload.id);
    expect(await journal.bytes(upload.id)).toBeNull();
    expect(await journal.get(upload.id)).toEqual(upload);
    await journal.forget(upload.id);
    expect(await journal.get(upload.id)).toBeNull();
    expect(await raw((db) => db.count('bytes'))).toBe(0);
  });

  it('wipes the bytes of many at once, and writes nothing where none are left', async () => {
    const journal = openJournal();
    const others = ['upload-2', 'upload-3'].map((id) => ({ ...upload, id }));
    for (const one of [upload, ...others]) await journal.add(one, file);
    await journal.wipeBytes(upload.id, 'upload-2', 'nobody');
    expect(await raw((db) => db.getAllKeys('bytes'))).toEqual(['upload-3']);
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await journal.wipeBytes(upload.id, 'upload-2', 'gone-1', 'gone-2', 'gone-3');
    expect(transaction.mock.calls.filter(([, mode]) => mode === 'readwrite')).toEqual([]);
    transaction.mockRestore();
    await journal.forget(upload.id, 'upload-3');
    expect((await journal.all()).uploads).toEqual([others[0]]);
  });

  it('is asked to be on disk, not only promised, before anything is answered', async () => {
    const journal = openJournal();
    await journal.all();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await journal.add(upload, file);
    await journal.change(upload.id, tried);
    await journal.forget(upload.id);
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes.map(([, , options]) => options)).toEqual(Array(4).fill({ durability: 'strict' }));
    transaction.mockRestore();
  });

  it('says that the store is full, and has kept nothing', async () => {
    const journal = openJournal();
    await journal.all();
    // As browsers do it: the write begins, and then the whole transaction is aborted with the reason.
    const put = IDBObjectStore.prototype.add;
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value,
    ) {
      const request = put.call(this, value);
      if (this.name !== 'bytes') return request;
      Object.defineProperty(this.transaction, 'error', { value: new DOMException('', 'QuotaExceededError') });
      queueMicrotask(() => this.transaction.abort());
      return request;
    });
    await expect(journal.add(upload, file)).rejects.toBeInstanceOf(StoreFull);
    full.mockRestore();
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [] });
  });

  it('keeps what comes together with something for which there is no room', async () => {
    const journal = openJournal();
    await journal.add({ ...upload, id: 'u1' }, file);
    const put = IDBObjectStore.prototype.add;
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value,
    ) {
      const request = put.call(this, value);
      if (this.name !== 'uploads' || value.id !== 'large') return request;
      Object.defineProperty(this.transaction, 'error', { value: new DOMException('', 'QuotaExceededError') });
      queueMicrotask(() => this.transaction.abort());
      return request;
    });
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const adding = ['u2', 'large', 'u3', 'u4'].map((id) => journal.add({ ...upload, id }, file));
    const ends = await Promise.allSettled([...adding, journal.change('u1', tried)]);
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite').length;
    for (const spy of [full, transaction]) spy.mockRestore();
    expect(ends.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    ]);
    expect(ends[1]).toMatchObject({ reason: expect.any(StoreFull) });
    const stored = await openJournal().all();
    const attempts = stored.uploads.map(({ id, attempts }) => [id, attempts - upload.attempts]);
    expect(Object.fromEntries(attempts)).toEqual({ u1: 1, u2: 0, u3: 0, u4: 0 });
    expect(await openJournal().bytes('u4')).not.toBeNull();
    // Some of them went together before that, or each for itself after it.
    expect(writes).toBeLessThan(12);
  });

  it('takes many to the disk together', async () => {
    const journal = openJournal();
    await journal.all();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const ids = Array.from({ length: 40 }, (_, index) => `u${index}`);
    await Promise.all(ids.map((id) => journal.add({ ...upload, id }, file)));
    await Promise.all(ids.map((id) => journal.change(id, tried)));
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite').length;
    transaction.mockRestore();
    expect(writes).toBeLessThan(20);
    const { uploads } = await openJournal().all();
    expect(uploads.map(({ attempts }) => attempts)).toEqual(ids.map(() => upload.attempts + 1));
  });

  it('wipes the bytes of what is over with the very change that ends it', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    const attached = { at: 'attached', fileId: 'f1' } as const;
    await journal.change(upload.id, (before) => ({ ...before, state: attached }));
    expect(await raw((db) => Promise.all([db.count('bytes'), db.count('chunks')]))).toEqual([0, 0]);
  });

  it('notes what may be done again, and writes it down with the next change', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    await journal.all();
    const noted = await journal.note(upload.id, tried);
    expect(noted).toEqual(tried(upload));
    expect(await journal.get(upload.id)).toEqual(noted);
    expect((await journal.all()).uploads).toEqual([noted]);
    expect(await openJournal().get(upload.id)).toEqual(upload);
    const changed = await journal.change(upload.id, tried);
    expect(changed).toEqual(tried(tried(upload)));
    expect(await openJournal().get(upload.id)).toEqual(changed);
  });

  it('writes down what was noted in a while, where no change comes', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    const noted = await journal.note(upload.id, tried);
    await expect.poll(() => openJournal().get(upload.id)).toEqual(noted);
    expect(await journal.change(upload.id, tried)).toEqual(tried(tried(upload)));
  });

  it('loses nothing that is noted while a change is on its way', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    const all = [journal.change(upload.id, tried), journal.note(upload.id, tried)];
    all.push(journal.note(upload.id, tried), journal.change(upload.id, tried));
    await Promise.all(all);
    expect((await openJournal().get(upload.id))?.attempts).toBe(upload.attempts + 4);
  });

  it('passes on that a file went away while it was being kept', async () => {
    const gone = new Blob(['x']);
    gone.slice = () =>
      Object.assign(new Blob(), {
        arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
      });
    await expect(openJournal().add(upload, gone)).rejects.toMatchObject({ name: 'NotReadableError' });
  });

  it('opens its database again after the browser has closed it', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    await new Promise<void>((done, failed) => {
      const request = indexedDB.deleteDatabase('attach-for-biot');
      request.onsuccess = () => done();
      request.onerror = failed;
    });
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [] });
    await journal.add(upload, file);
    expect(await journal.get(upload.id)).toEqual(upload);
  });
});

describe('a change', () => {
  it('is stored, and seen by others', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    const after = await journal.change(upload.id, tried);
    expect(after?.attempts).toBe(upload.attempts + 1);
    expect(await openJournal().get(upload.id)).toEqual(after);
  });

  it('that changes nothing writes nothing', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    const before = await raw((db) => db.get('uploads', upload.id));
    expect(await journal.change(upload.id, (same) => same)).toEqual(upload);
    expect(await raw((db) => db.get('uploads', upload.id))).toEqual(before);
  });

  it('is never lost to another one made at the same time', async () => {
    const [one, other] = [openJournal(), openJournal()];
    await one.add(upload, file);
    await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other).change(upload.id, tried)));
    expect((await one.get(upload.id))?.attempts).toBe(upload.attempts + 10);
  });

  it('that is pretended is seen by all who ask this worker, until one is stored that follows from it', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    const pretended = await journal.pretend(upload.id, tried);
    expect(pretended?.attempts).toBe(upload.attempts + 1);
    expect(await journal.get(upload.id)).toEqual(pretended);
    expect(await journal.all()).toEqual({ uploads: [pretended], unreadable: [] });
    expect(await openJournal().get(upload.id)).toEqual(upload);
    const after = await journal.change(upload.id, tried);
    expect(after?.attempts).toBe(upload.attempts + 2);
    expect(await openJournal().get(upload.id)).toEqual(after);
    await journal.pretend(upload.id, tried);
    await journal.forget(upload.id);
    expect(await journal.get(upload.id)).toBeNull();
    expect(await journal.pretend(upload.id, tried)).toBeNull();
  });

  it('does not bring back an upload that was forgotten meanwhile', async () => {
    const journal = openJournal();
    await journal.add(upload, file);
    const changed = journal.change(upload.id, tried);
    await journal.forget(upload.id);
    await changed;
    expect(await journal.get(upload.id)).toBeNull();
  });
});

describe('at rest', () => {
  it('nothing tells whose file it is, what it is called or what is in it', async () => {
    await openJournal().add(upload, file);
    await openJournal().change(upload.id, tried);
    const found: string[] = [];
    const rows = await raw(async (db) =>
      (await Promise.all([...db.objectStoreNames].map((store) => db.getAll(store)))).flat(),
    );
    const search = async (value: unknown): Promise<void> => {
      if (value instanceof Blob) found.push(value.type, await value.text());
      else if (value instanceof Uint8Array) found.push(new TextDecoder().decode(value));
      else if (typeof value === 'object' && value !== null && !(value instanceof CryptoKey)) {
        for (const [name, inner] of Object.entries(value)) {
          found.push(name);
          await search(inner);
        }
      } else found.push(String(value));
    };
    await search(rows);
    expect(found).toContain(upload.id);
    const { file: kept, owner, target } = upload;
    const canaries = ['CANARY', kept.name, kept.type, target.caption, target.path, owner.user];
    for (const canary of canaries) expect(found.join('\n')).not.toContain(canary);
  });

  it('the key cannot be exported', async () => {
    await openJournal().add(upload, file);
    const key: CryptoKey = await raw((db) => db.get('keys', 'seal'));
    expect(key.extractable).toBe(false);
  });
});

describe('a record that cannot be opened', () => {
  const damages: Record<string, (db: IDBPDatabase) => Promise<unknown>> = {
    'because the key is gone': (db) => db.delete('keys', 'seal'),
    'because the key is no key': (db) => db.put('keys', { not: 'a key' }, 'seal'),
    'because it was changed': (db) =>
      db.put('uploads', { id: upload.id, version: 1, sealed: new Uint8Array(40) }),
  };
  it.each(Object.entries(damages))('%s is reported, and can be forgotten', async (_, damage) => {
    await openJournal().add(upload, file);
    await raw(damage);
    const journal = openJournal();
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [upload.id] });
    expect(await journal.get(upload.id)).toBeNull();
    expect(await journal.bytes(upload.id)).toBeNull();
    expect(await journal.change(upload.id, tried)).toBeNull();
    await journal.forget(upload.id);
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [] });
  });

  it('does not keep others from being read, added or changed', async () => {
    await openJournal().add(upload, file);
    await raw((db) => db.delete('keys', 'seal'));
    const journal = openJournal();
    const second = { ...upload, id: 'upload-2' };
    await journal.add(second, file);
    expect(await journal.all()).toEqual({ uploads: [second], unreadable: [upload.id] });
  });

  it('is the same key for two workers that come to life at once', async () => {
    const [one, other] = [openJournal(), openJournal()];
    await Promise.all([one.add(upload, file), other.add({ ...upload, id: 'upload-2' }, file)]);
    expect((await openJournal().all()).unreadable).toEqual([]);
  });
});

describe('the list of all uploads', () => {
  /** A journal to which every look comes a second after the one before. */
  const looking = () => {
    let now = 0;
    return openJournal({
      now: () => {
        now += 1_000;
        return now;
      },
    });
  };
  const others = ['u2', 'u3'].map((id) => ({ ...upload, id }));

  it('is read once, and follows own writes and those of others', async () => {
    const [mine, other] = [looking(), looking()];
    for (const one of [upload, ...others]) await mine.add(one, file);
    await mine.all();
    const reading = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    const changed = await mine.change('u2', tried);
    await mine.forget('u3');
    await mine.add({ ...upload, id: 'u4' }, file);
    const list = async () => (await mine.all()).uploads.toSorted((a, b) => a.id.localeCompare(b.id));
    expect(await list()).toEqual([changed, { ...upload, id: 'u4' }, upload]);
    expect(reading).not.toHaveBeenCalled();
    const theirs = await other.change('u4', tried);
    expect(await list()).toEqual([changed, theirs, upload]);
    expect(reading).toHaveBeenCalledTimes(1);
    reading.mockRestore();
  });

  it('is read again where somebody has taken one out who counts no writes', async () => {
    const journal = looking();
    await journal.add(upload, file);
    await journal.all();
    await raw((db) => db.delete('uploads', upload.id));
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [] });
  });

  it('is believed for a moment, with all own writes in it', async () => {
    const journal = openJournal({ now: () => 5_000 });
    for (const one of [upload, ...others]) await journal.add(one, file);
    await journal.all();
    const asking = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const changed = await Promise.all(['u2', 'u3', 'u3'].map((id) => journal.change(id, tried)));
    await journal.forget(upload.id);
    asking.mockClear();
    const { uploads } = await journal.all();
    expect(asking).not.toHaveBeenCalled();
    expect(uploads.map(({ attempts }) => attempts - upload.attempts)).toEqual([1, 2]);
    expect(changed).toContainEqual(uploads.at(-1));
    asking.mockRestore();
  });

  it('is right however own and others’ writes meet', async () => {
    const journals = [looking(), looking()];
    for (const one of [upload, ...others]) await journals[0]?.add(one, file);
    const ids = [upload.id, 'u2', 'u3'];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const journal = journals[index % 2];
        if (index % 3 === 0) await journal?.all();
        else await journal?.change(ids[index % ids.length] ?? '', tried);
      }),
    );
    const stored = await openJournal().all();
    expect(stored.uploads.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(3 * upload.attempts + 40);
    const inOrder = ({ uploads }: typeof stored) => uploads.toSorted((a, b) => a.id.localeCompare(b.id));
    for (const journal of journals) expect(inOrder(await journal.all())).toEqual(inOrder(stored));
  });
});
