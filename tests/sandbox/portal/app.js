import { mountPlain } from './plain.js';
import { createPortal } from './portal.js';
import { createSession } from './session.js';
import { dress, skins } from './skins.js';

const config = await (await fetch('/config.json')).json();
document.documentElement.lang = config.language;
document.documentElement.dir = config.language === 'he' ? 'rtl' : 'ltr';
const root = document.getElementById('root');
/** Inside a frame of the portal: what the shell around it has put at the frame. */
const shell = window.frameElement?.portal;

function begin(options) {
  const portal = createPortal({ config, root, ...options });
  portal.draw();
  void portal.start();
  return portal;
}

if (!shell) {
  const skin = skins[config.skin];
  await dress(skin.styles);
  const readsElsewhere = skin.frames && config.frameReads === 'frame';
  begin({ skin: { ...skin, readsElsewhere }, createSession: (changed) => createSession(config, changed) });
} else {
  await dress(skins.plain.styles);
  const outside = () => 'head';
  if (config.frameReads === 'frame') {
    const routes = () => ({ here: shell.place, go: shell.go });
    shell.opened(begin({ skin: { ...skins.plain, routes }, createSession: () => shell.session, outside }));
  } else shell.opened(mountPlain(root, { ...shell.view, outside }));
}
