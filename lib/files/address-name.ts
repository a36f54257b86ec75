/** The name in a `Content-Disposition` header (RFC 6266); the encoded one is the better one. */
export function nameIn(header: string | null): string | null {
  if (header === null) return null;
  const encoded = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  if (encoded !== undefined) return decoded(encoded);
  const [, quoted, plain] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? plain ?? null;
}

/** The last part of an address's path; '' where it has none. */
export function nameOf({ protocol, pathname }: Pick<URL, 'protocol' | 'pathname'>): string {
  return protocol === 'data:' || protocol === 'blob:' ? '' : decoded(pathname.split('/').at(-1) ?? '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (cause instanceof URIError) return text;
    throw cause;
  }
}
