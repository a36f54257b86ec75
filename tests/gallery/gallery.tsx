import { render } from 'preact';
import assignLook from '../../components/look/assign.css?inline';
import dialogLook from '../../components/look/dialog.css?inline';
import { inPageLook } from '../../components/look/in-page.ts';
import pageLook from '../../components/look/page.css?inline';
import { t } from '../../lib/texts/texts.ts';
import { language, languages } from './spoken.ts';
import { alone, still } from './surfaces.tsx';

// ?lang=he ?scheme=dark ?dir=rtl ?show=chooser
const asked = new URLSearchParams(location.search);
const scheme = asked.get('scheme') ?? 'light';
const dir = asked.get('dir') ?? t('direction');
const show = asked.get('show');

document.documentElement.lang = language;
document.documentElement.dataset.scheme = scheme;
document.documentElement.dir = dir;

// Popup, options and table are pages with a main part of their own.
const page = document.createElement(/popup|options|assign/.test(show ?? '') ? 'div' : 'main');
document.body.append(page);

const lookOf = (name: string) => (/popup|options/.test(name) ? pageLook : inPageLook + dialogLook);

const surfaces = show === null ? still() : { [show]: alone()[show] };
for (const [name, content] of Object.entries(surfaces)) {
  const figure = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = name;
  const host = document.createElement('div');
  figure.append(title, host);
  page.append(figure);
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = name === 'assign' ? pageLook + dialogLook + assignLook : lookOf(name);
  const stage = document.createElement('div');
  root.append(style, stage);
  render(
    <div class="stage" data-scheme={scheme} dir={dir === 'rtl' ? 'rtl' : 'ltr'}>
      {content}
    </div>,
    stage,
  );
}
const links = document.createElement('nav');
function link(text: string, change: Readonly<Record<string, string>>): void {
  const to = document.createElement('a');
  to.href = `?${new URLSearchParams({ lang: language, scheme, dir, ...change })}`;
  to.textContent = text;
  links.append(to, ' ');
}
for (const name of Object.keys(alone())) link(name, { show: name });
for (const lang of languages) link(lang, { lang, dir: lang === 'he' ? 'rtl' : 'ltr' });
if (show === null) document.body.append(links);
