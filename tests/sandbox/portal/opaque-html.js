/** Class names as a build tool would generate them. */
export const c = {
  centre: 'x1a9f',
  panel: 'x7c2e',
  head: 'x03bd',
  sub: 'x5e81',
  row: 'xd40a',
  label: 'xb77c',
  value: 'x91e6',
  input: 'x2f5d',
  button: 'xe8c3',
  go: 'x64fa',
  quiet: 'xa210',
  link: 'x0c9b',
  error: 'xf33e',
  bar: 'x88d1',
  bar2: 'x4b60',
  brand: 'xc5a7',
  grow: 'x17e2',
  split: 'x39b8',
  side: 'xd9f4',
  table: 'x6a0d',
  line: 'xe51c',
  lineOn: 'x70a3',
  cell: 'x2c8e',
  page: 'xbb95',
  tabs: 'x5dc0',
  tab: 'x9e47',
  tabOn: 'x13f6',
  columns: 'xaf72',
};

class Markup {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

export const raw = (text) => new Markup(text);

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const put = (value) => {
  if (Array.isArray(value)) return value.map(put).join('');
  return value instanceof Markup ? value.text : escaped(String(value));
};

/** Text with everything put into it escaped, but for markup made the same way. */
export function html(parts, ...values) {
  return new Markup(parts.map((part, i) => part + (i < values.length ? put(values[i]) : '')).join(''));
}
