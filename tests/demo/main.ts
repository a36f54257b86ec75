import { parseArgs } from 'node:util';
import { hasDisplay } from '../browsers/display.ts';
import { ensureBrowsers } from '../browsers/install.ts';
import { ensureBuilt } from '../e2e/support/build.ts';
import { demonstrate } from './headless.ts';
import { showAround } from './window.ts';

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    pictures: { type: 'string', default: '.output/demo' },
  },
});

if (!values.headless && !hasDisplay()) {
  console.log(
    'There is no display to open a browser on. "npm run demo -- --headless" shows the same by itself,\n' +
      'and leaves pictures of it in .output/demo.',
  );
  process.exit(1);
}
await ensureBuilt(['chromium']);
await ensureBrowsers(['chromium']);
process.exitCode = (await (values.headless ? demonstrate(values.pictures) : showAround())) ? 0 : 1;
