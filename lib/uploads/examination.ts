import { digestOf, hashedWhole } from '../files/digest.ts';
import { sniff } from '../files/sniff.ts';
import type { Examined } from '../protocol/bulk.ts';
import { md5Of } from './md5.ts';

/**
 * What a file is, and what it holds. A small one is read once for all of it, because reading costs more than reckoning.
 * Null where it cannot be read.
 */
export async function examined(file: Blob, name: string): Promise<Examined | null> {
  try {
    const whole = file.size <= hashedWhole ? await file.arrayBuffer() : undefined;
    const sniffed = await sniff(file, name, whole);
    const digest = await digestOf(file, { whole });
    return { ...sniffed, digest, md5: whole ? await md5Of(file, whole) : null };
  } catch (cause) {
    if (cause instanceof DOMException) return null;
    throw cause;
  }
}
