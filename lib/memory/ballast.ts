/** Bytes of one piece: as many outside its heap make V8 think of collecting (its limit, 64 MiB above what it has seen). */
const weight = 64 * 1024 * 1024;

/** Pieces held at once. A piece that dies young is noticed by young collections alone, which leave Blobs where they are. */
const pieces = 4;

/** Handled bytes after which it is worth a collection, which takes some ms. */
const worth = 1024 * 1024;

/** The same where each file is small: with a collection for each megabyte, a tenth of the time went to them. */
export const worthOfMany = 8 * 1024 * 1024;

/** How long (ms) pieces are held when no more bytes come. */
const rest = 5_000;

const ballast: ArrayBuffer[] = [];
let handled = 0;
let release: ReturnType<typeof setTimeout> | undefined;

/**
 * Makes the browser collect while a large file is handled piece by piece: handles of bytes are small, so it sees no
 * need to, while each holds what it stands for. Asking for room and never touching it costs none, and is counted.
 * Measured with 512 MiB in Chromium: without this a browser grows by 195 to 265 MiB. (Giving a buffer back by
 * `transfer` does harm: Chromium keeps the bytes, counts them no more, and grows by the whole file.)
 * @param bytes that have just been handled.
 * @param enough bytes handled after which it is done; of many small files one waits for more of them.
 */
export function press(bytes: number, enough = worth): void {
  handled += bytes;
  if (handled < enough) return;
  handled = 0;
  clearTimeout(release);
  release = setTimeout(() => ballast.splice(0), rest);
  try {
    do ballast.push(new ArrayBuffer(weight));
    while (ballast.length < pieces);
    if (ballast.length > pieces) ballast.shift();
  } catch (error) {
    // Where there is no room to be had, the browser has tried to make some.
    if (!(error instanceof RangeError)) throw error;
  }
}
