/** A record as rows to show: what each attribute is called, and its value as text or as a file. */
export function fieldsOf(template, record, language) {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const text = (type, value) => {
    if (value === undefined || value === null || value === '') return '';
    if (type === 'NAME' && value.firstName) return `${value.firstName} ${value.lastName}`;
    if (type === 'REFERENCE') return value.name ?? value.id ?? '';
    if (type === 'DATE') return date.format(new Date(value));
    if (type === 'DATE_TIME') return time.format(new Date(value));
    return String(value);
  };
  const held = ({ basePath, name }) =>
    [...(basePath ? basePath.split('.') : []), name].reduce((at, step) => at?.[step], record);
  return [...template.builtInAttributes, ...template.customAttributes].map((attribute) => {
    const { name, displayName, type, category, validation, readOnly = false } = attribute;
    const isFile = type === 'FILE' || type === 'IMAGE';
    const value = held(attribute);
    return {
      name,
      basePath: attribute.basePath || null,
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

/** What a form's draft changes, nested as BioT wants it: `{_configuration: {alarm: …}}`. */
export function changeOf(fields, values) {
  const change = {};
  for (const [name, value] of Object.entries(values)) {
    const { basePath } = fields.find((field) => field.name === name) ?? {};
    if (basePath) change[basePath] = { ...change[basePath], [name]: value };
    else change[name] = value;
  }
  return change;
}
