import { launchChromium } from '../browsers/chromium.ts';
import { outputs } from '../e2e/support/build.ts';
import { chromiumThings } from '../e2e/support/chromium-things.ts';
import { openPatient, type Sight, signIn } from '../e2e/support/portal.ts';
import { startSandbox } from '../sandbox/sandbox.ts';

/** A browser window on a patient's record, for as long as somebody wants to try things. */
export async function showAround(): Promise<boolean> {
  const sandbox = await startSandbox();
  const { browser } = await launchChromium({
    proxyPort: sandbox.proxyPort,
    extension: outputs.chromium,
    headless: false,
  });
  const closed = new Promise((resolve) => browser.once('disconnected', resolve));
  process.once('SIGINT', () => void browser.close());

  const [page = await browser.newPage()] = await browser.pages();
  const mary = sandbox.patients.find(({ _caption }) => _caption === 'Mary Jones');
  if (!mary) throw new Error('The sandbox has no Mary Jones.');
  const session = await page.createCDPSession();
  const sight: Sight = { things: (_, role) => chromiumThings(session, role) };
  await signIn(sight, page, sandbox);
  await openPatient(sight, page, sandbox, mary._id);

  console.log(`
A nurse is signed in at an invented clinic, and the record of Mary Jones is open. Try:

  Paste      take a screenshot of anything, click into the page, press Ctrl+V (Command+V)
  Drop       drag a picture, a PDF or a recording from your desktop onto the record
  Choose     click on a zone, as with any file field

What the servers saw, and which file hangs where:  http://${sandbox.proxy}/
Everything is invented, and nothing leaves this computer. Close the browser to end.`);

  await closed;
  await sandbox.close();
  return true;
}
