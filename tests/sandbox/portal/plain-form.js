import { el } from './dom.js';
import { partsOf } from './parts.js';

/** The form behind Edit Details, with the browser's own file fields. */
export function editForm(view, notice) {
  const { state, actions, say, fields } = view;
  const inputs = fields()
    .filter((field) => !field.readOnly)
    .map((field) => {
      const draft = state.draft[field.name];
      if (draft === undefined) return inputOf(field, actions, say);
      const text = field.isFile ? (draft?.name ?? '') : field.text;
      return inputOf({ ...field, text, raw: draft }, actions, say);
    });
  return el(
    'form',
    {
      class: 'edit card',
      onsubmit: (event) => {
        event.preventDefault();
        void actions.save();
      },
    },
    el('h1', { dir: 'auto' }, partsOf(view).form().title),
    notice(),
    ...inputs,
    el(
      'p',
      { class: 'buttons' },
      el('button', { type: 'button', onclick: () => actions.cancel() }, say('Cancel')),
      el('button', { type: 'submit', class: 'go' }, say('Save Changes')),
    ),
  );
}

function inputOf(field, { enter }, say) {
  const star = field.mandatory && el('span', { class: 'star', 'aria-hidden': 'true' }, ' *');
  if (field.type === 'NAME') {
    const name = { ...field.raw };
    const part = (key, label) =>
      el(
        'label',
        {},
        el('span', {}, label, el('span', { class: 'star', 'aria-hidden': 'true' }, ' *')),
        el('input', {
          value: name[key] ?? '',
          required: true,
          dir: 'auto',
          oninput: (event) => {
            name[key] = event.currentTarget.value;
            enter(field.name, { ...name });
          },
        }),
      );
    return el(
      'div',
      { class: 'pair' },
      part('firstName', say('First name')),
      part('lastName', say('Last name')),
    );
  }
  if (field.isFile) return fileInput(field, enter, say, star);
  const tag = field.type === 'PARAGRAPH' ? 'textarea' : 'input';
  const input = el(tag, {
    ...(tag === 'input'
      ? { value: field.raw ?? '', type: { DATE: 'date', EMAIL: 'email' }[field.type] ?? 'text' }
      : {}),
    required: field.mandatory,
    dir: 'auto',
    oninput: (event) => enter(field.name, event.currentTarget.value),
  });
  if (tag === 'textarea') input.value = field.raw ?? '';
  return el('label', {}, el('span', {}, field.label, star), input);
}

function fileInput(field, enter, say, star) {
  const current = el('span', { class: 'current' }, field.text === '' ? '—' : field.text);
  const input = el('input', {
    type: 'file',
    accept: field.accept === '' ? null : field.accept,
    onchange: (event) => {
      const [file] = event.currentTarget.files;
      if (!file) return;
      enter(field.name, file);
      current.textContent = file.name;
    },
  });
  const remove = el(
    'button',
    {
      type: 'button',
      class: 'link',
      onclick: () => {
        enter(field.name, null);
        input.value = '';
        current.textContent = '—';
      },
    },
    say('Remove'),
  );
  return el(
    'div',
    { class: 'file-field' },
    el('label', {}, el('span', {}, field.label, star), input),
    el('span', { class: 'now' }, current, field.fileId ? remove : null),
  );
}
