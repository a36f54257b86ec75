import { render } from 'preact';
import dialogLook from '../../components/look/dialog.css?inline';
import { inPageLook } from '../../components/look/in-page.ts';
import pageLook from '../../components/look/page.css?inline';
import en from '../../public/_locales/en/messages.json';
import { alone, still } from './surfaces.tsx';
import { useCatalogue } from './texts.ts';

// ?scheme=dark ?dir=rtl ?show=chooser
const asked = new URLSearchParams(location.search);
const scheme = asked.get('scheme') ?? 'light';
const dir = asked.get('dir') ?? 'ltr';
const show = asked.get('show');

useCatalogue(en, 'en');
document.documentElement.dataset.scheme = scheme;
document.documentElement.dir = dir;

// Popup and options are pages with a main part of their own.
const page = document.createElement(/popup|options/.test(show ?? '') ? 'div' : 'main');
document.body.append(page);

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
  style.textContent = /popup|options/.test(name) ? pageLook : inPageLook + dialogLook;
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
for (const name of Object.keys(alone())) {
  const link = document.createElement('a');
  link.href = `?show=${name}&scheme=${scheme}&dir=${dir}`;
  link.textContent = name;
  links.append(link, ' ');
}
if (show === null) document.body.append(links);
