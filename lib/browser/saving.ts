let former: string | null = null;

/** Offers a text to be saved as a file; it never leaves this computer. */
export function save(name: string, type: string, text: string): void {
  // A browser may still read the last one: it is given up with the next.
  if (former !== null) URL.revokeObjectURL(former);
  former = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = former;
  link.download = name;
  link.click();
}
