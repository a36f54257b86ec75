import type { LogEntry, Op } from '../log.ts';
import { isFileAttribute } from '../template.ts';

/** What the log says of a call to the API as soon as it arrives, whatever becomes of it. */
export function aboutOf(
  op: Op,
  { id }: Record<string, string>,
  body: unknown,
): { op: Op } & Partial<Pick<LogEntry, 'entityId' | 'attribute' | 'fields' | 'fileId'>> {
  if (op === 'read' && id) return { op, entityId: id };
  if (op === 'remove') return { op, entityId: id ?? '' };
  if (op === 'add') {
    const file = heldIn(body).find(({ name, value }) => isFileAttribute(name) && idIn(value) !== null);
    return file ? { op, attribute: file.name, fileId: idIn(file.value) ?? '' } : { op };
  }
  if (op !== 'update') return { op, ...(id ? { fileId: id } : {}) };
  const held = heldIn(body);
  const fields = held.map(({ path }) => path);
  const file = held.find(({ name }) => isFileAttribute(name));
  if (!file) return { op, entityId: id ?? '', fields };
  const fileId = idIn(file.value);
  return {
    op: 'attach',
    entityId: id ?? '',
    attribute: file.name,
    fields,
    ...(fileId === null ? {} : { fileId }),
  };
}

/** Everything in a change by its path. Values are looked into only where they hold attributes, not files or names. */
function heldIn(body: unknown, below = ''): { path: string; name: string; value: unknown }[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const path = below + name;
    const isContainer = below === '' && /^(?:_configuration|_status|_summary|_branding|data)$/.test(name);
    return isContainer ? heldIn(value, `${path}.`) : [{ path, name, value }];
  });
}

function idIn(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null;
}
