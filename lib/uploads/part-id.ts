/** What the PUT of a part is called by: no id of BioT's has such a mark in it. */
export const partId = (fileId: string, part: number): string => `${fileId}#${part}`;

/** The file whose PUT, or whose part's PUT, is called so. */
export const fileOf = (id: string): string => id.split('#', 1)[0] ?? id;
