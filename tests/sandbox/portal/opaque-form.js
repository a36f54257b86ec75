import { c, html } from './opaque-html.js';
import { partsOf } from './parts.js';

/** The form behind Edit Details. What was typed lives in the draft, because the page is drawn anew all the time. */
export function opaqueForm(view, { on, button, notice }) {
  const { state, actions, say, fields } = view;
  const star = (field) => (field.mandatory ? html`<span class="${c.error}">*</span>` : '');

  const line = (label, control) =>
    html`<div class="${c.row}"><div class="${c.label}"><div>${label}:</div></div><div class="${c.value}">${control}</div></div>`;

  const input = (field) => {
    const draft = state.draft[field.name];
    if (field.isFile) {
      const now = draft === null ? '—' : (draft?.name ?? (field.text || '—'));
      const types = field.accept === '' ? '' : html`accept="${field.accept}"`;
      const choose = (event) => event.target.files?.[0] && actions.enter(field.name, event.target.files[0]);
      return html`<div dir="auto">${now}</div><input type="file" aria-label="${field.label}" ${types} ${on(choose)}>
        ${field.fileId ? button(say('Remove'), () => actions.enter(field.name, null), c.link) : ''}`;
    }
    const typed = (event) => actions.enter(field.name, event.target.value);
    const value = draft ?? field.raw ?? '';
    if (field.type === 'PARAGRAPH')
      return html`<textarea class="${c.input}" dir="auto" aria-label="${field.label}" ${on(typed)}>${value}</textarea>`;
    const type = field.type === 'DATE' ? 'date' : 'text';
    return html`<input class="${c.input}" type="${type}" aria-label="${field.label}" dir="auto" value="${value}" ${on(typed)}>`;
  };

  const names = (field) => {
    const name = { ...field.raw, ...state.draft[field.name] };
    return ['firstName', 'lastName'].map((key) => {
      const typed = (event) =>
        actions.enter(field.name, { ...field.raw, ...state.draft[field.name], [key]: event.target.value });
      const label = key === 'firstName' ? say('First name') : say('Last name');
      return line(
        label,
        html`<input class="${c.input}" dir="auto" aria-label="${label}" value="${name[key] ?? ''}" ${on(typed)}>`,
      );
    });
  };

  const rows = fields()
    .filter((field) => !field.readOnly)
    .map((field) =>
      field.type === 'NAME' ? names(field) : line(html`${field.label}${star(field)}`, input(field)),
    );

  return html`<div class="${c.panel}"><div class="${c.head}" dir="auto">${partsOf(view).form().title}</div>${notice()}${rows}
    <div class="${c.row}">${button(say('Cancel'), actions.cancel)}
    ${button(say('Save Changes'), actions.save, c.go)}</div></div>`;
}
