/** A record as rows to show: what each attribute is called, and its value as text or as a file. */
export function fieldsOf(template, record, language) {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const text = (type, value) => {
    if (value === undefined || value === null || value === '') return '';
    if (type === 'NAME') return `${value.firstName} ${value.lastName}`;
    if (type === 'DATE') return date.format(new Date(value));
    if (type === 'DATE_TIME') return time.format(new Date(value));
    return String(value);
  };
  return [...template.builtInAttributes, ...template.customAttributes].map((attribute) => {
    const { name, displayName, type, category, validation, readOnly = false } = attribute;
    const isFile = type === 'FILE' || type === 'IMAGE';
    const value = record[name];
    return {
      name,
      label: displayName,
      type,
      isFile,
      category: category.displayName,
      mandatory: validation.mandatory,
      accept: (validation.supportedMimeTypes ?? (type === 'IMAGE' ? ['image/*'] : [])).join(','),
      readOnly,
      raw: value ?? null,
      fileId: isFile && value ? value.id : null,
      text: isFile ? (value ? (value.name ?? 'File') : '') : text(type, value),
    };
  });
}

export function grouped(fields) {
  const groups = new Map();
  for (const field of fields) groups.set(field.category, [...(groups.get(field.category) ?? []), field]);
  return [...groups];
}
