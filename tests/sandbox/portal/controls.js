import { el } from './dom.js';

const types = { DATE: 'date', EMAIL: 'email' };

/**
 * The controls of the form, one for each attribute (two for a person's name); a skin puts its labels around them.
 * A file's control has `now`, the name of the file it holds, and `remove` where there is something to remove.
 */
export function controlsOf({ state, actions, say, fields }) {
  const named = (label, control) => {
    control.setAttribute('aria-label', label);
    return control;
  };

  const name = (field) =>
    [
      ['firstName', 'First name'],
      ['lastName', 'Last name'],
    ].map(([key, text]) => {
      const label = say(text);
      const oninput = (event) => {
        const now = state.draft[field.name] ?? field.raw ?? {};
        actions.enter(field.name, { ...now, [key]: event.currentTarget.value });
      };
      const value = (state.draft[field.name] ?? field.raw)?.[key] ?? '';
      return {
        label,
        mandatory: true,
        control: named(label, el('input', { value, required: true, dir: 'auto', oninput })),
      };
    });

  const file = (field) => {
    const { label } = field;
    const draft = state.draft[field.name];
    const held = draft === undefined ? field.text : (draft?.name ?? '');
    const now = el('bdi', {}, held === '' ? '—' : held);
    const onchange = (event) => {
      const [chosen] = event.currentTarget.files;
      if (!chosen) return;
      actions.enter(field.name, chosen);
      now.textContent = chosen.name;
    };
    const control = el('input', {
      type: 'file',
      accept: field.accept === '' ? null : field.accept,
      onchange,
    });
    const remove = {
      text: say('Remove'),
      kind: 'link',
      go: () => {
        actions.enter(field.name, null);
        control.value = '';
        now.textContent = '—';
      },
    };
    return {
      label,
      mandatory: field.mandatory,
      isFile: true,
      control: named(label, control),
      now,
      ...(field.fileId && { remove }),
      choose: { text: say('Choose file'), kind: '', go: () => control.click() },
    };
  };

  const text = (field) => {
    const value = state.draft[field.name] ?? field.raw ?? '';
    const oninput = (event) => actions.enter(field.name, event.currentTarget.value);
    const common = { required: field.mandatory, dir: 'auto', oninput };
    const control =
      field.type === 'PARAGRAPH'
        ? el('textarea', common, value)
        : el('input', { ...common, value, type: types[field.type] ?? 'text' });
    return { label: field.label, mandatory: field.mandatory, control: named(field.label, control) };
  };

  return fields()
    .filter((field) => !field.readOnly)
    .flatMap((field) => {
      if (field.type === 'NAME') return name(field);
      return field.isFile ? file(field) : text(field);
    });
}
