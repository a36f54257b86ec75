/**
 * Whether the answer to a navigation puts a new document in the place of the former one: one without content
 * (RFC 9110, 15.3.5 and 15.3.6) or one that is downloaded leaves it where it is.
 */
export function replacesDocument(
  status: number,
  headers: readonly { name: string; value?: string | undefined }[] = [],
): boolean {
  const isDownload = headers.some(
    ({ name, value = '' }) => name.toLowerCase() === 'content-disposition' && /^\s*attachment\b/i.test(value),
  );
  return status !== 204 && status !== 205 && !isDownload;
}
