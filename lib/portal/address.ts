/** Whether an address names an id as a whole step, parameter or fragment, in any encoding. */
export function namesId(address: string, id: string): boolean {
  const plain = decoded(id).toLowerCase();
  if (plain === '') return false;
  const text = decoded(decoded(address)).toLowerCase();
  for (let at = text.indexOf(plain); at >= 0; at = text.indexOf(plain, at + 1)) {
    const around = [text.charAt(at - 1), text.charAt(at + plain.length)];
    if (around.every((char) => !/[\p{L}\p{N}_-]/u.test(char))) return true;
  }
  return false;
}

/** An id or an address as people write it. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone percent sign is part of the text as it stands.
  }
}
