const byId = (id) => document.getElementById(id);
const get = async (path) => (await fetch(path)).json();
const post = (path, body = {}) => fetch(path, { method: 'POST', body: JSON.stringify(body) });

function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const quiet = new Set(['page', 'preflight', 'refused-host']);

function call(entry) {
  const about = [
    entry.attribute,
    entry.fileName,
    entry.contentType,
    entry.size === undefined ? '' : `${entry.size} bytes`,
    entry.sha256 ? `SHA-256 ${entry.sha256.slice(0, 12)}…` : '',
    entry.lost ? 'answer lost' : '',
  ];
  const bad = entry.status >= 400 || entry.violation ? 'bad' : '';
  return el(
    'tr',
    {},
    el('td', { className: 'soft' }, entry.seq),
    el('td', { className: 'soft' }, new Date(entry.at).toLocaleTimeString()),
    el('td', {}, entry.user ?? '', ' ', el('span', { className: 'soft' }, entry.from)),
    el(
      'td',
      {},
      el('b', {}, `${entry.host} ${entry.op}`),
      el('div', { className: 'soft' }, `${entry.method} ${entry.path}`),
    ),
    el('td', { className: bad }, entry.status),
    el('td', {}, about.filter(Boolean).join(' · '), el('div', { className: 'bad' }, entry.violation ?? '')),
  );
}

function patient({ caption, mrn, born, organization, attributes }) {
  const held = attributes.filter(({ fileId }) => fileId);
  if (held.length === 0) return '';
  return el(
    'div',
    { className: 'patient' },
    el('b', {}, el('bdi', {}, caption)),
    el('span', { className: 'soft' }, ` b. ${born} · MRN ${mrn} · ${organization}`),
    ...held.map(({ name, fileId, fileName = '(swept)', mimeType = '', size = 0 }) => {
      const picture = mimeType.startsWith('image/')
        ? el('img', { src: `/_sandbox/file/${fileId}`, alt: fileName })
        : '';
      return el(
        'div',
        { className: 'held' },
        picture,
        el('span', {}, `${name}: `, el('bdi', {}, fileName)),
        el('span', { className: 'soft' }, `${mimeType} ${size} bytes`),
      );
    }),
  );
}

function control([name, value]) {
  const type = { boolean: 'checkbox', number: 'number' }[typeof value] ?? 'text';
  const input = el('input', {
    type,
    value: Array.isArray(value) ? value.join(' ') : value,
    checked: value === true,
  });
  input.addEventListener('change', () => {
    const texts = Array.isArray(value) ? input.value.split(/\s+/).filter(Boolean) : input.value;
    void post('/_sandbox/switches', {
      [name]: { checkbox: input.checked, number: Number(input.value) }[type] ?? texts,
    });
  });
  return el('label', {}, name, input);
}

let switches = '';

async function draw() {
  const [log, state] = await Promise.all([get('/_sandbox/log'), get('/_sandbox/state')]);
  const shown = byId('all').checked ? log : log.filter(({ op, violation }) => violation || !quiet.has(op));
  byId('log').replaceChildren(...shown.slice(-300).reverse().map(call));
  byId('state').replaceChildren(...state.patients.map(patient));
  byId('where').textContent =
    `${state.portal} through proxy ${state.proxy} · ${state.users.map((u) => `${u.username} / ${u.password}`).join(', ')}`;
  const text = JSON.stringify(state.switches);
  if (text === switches) return;
  switches = text;
  byId('switches').replaceChildren(...Object.entries(state.switches).map(control));
}

byId('expire').addEventListener('click', () => post('/_sandbox/expire'));
byId('reset').addEventListener('click', () => post('/_sandbox/reset'));
byId('all').addEventListener('change', draw);
new EventSource('/_sandbox/events').addEventListener('message', draw);
