/** Runs in a page of the extension: all that its database holds, as text. */
export async function everything(): Promise<string> {
  /** Bytes that the disk has lost lie nowhere. */
  const written = (blob: Blob) =>
    blob.text().catch((cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'NotFoundError') return '';
      throw cause;
    });
  const found: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const asking = db.transaction(store).objectStore(store).getAll();
        asking.onsuccess = () => resolve(asking.result);
      });
      for (const row of rows) {
        if (row instanceof Blob) found.push(await written(row));
        const chunks =
          typeof row === 'object' && row && 'chunks' in row && Array.isArray(row.chunks) ? row.chunks : [];
        for (const chunk of chunks) if (chunk instanceof Blob) found.push(await written(chunk));
        const bytes = (_: string, value: unknown) =>
          value instanceof ArrayBuffer || ArrayBuffer.isView(value)
            ? new TextDecoder('latin1').decode(value)
            : value;
        found.push(JSON.stringify(row, bytes));
      }
    }
    db.close();
  }
  return found.join('\n');
}
