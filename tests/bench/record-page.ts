import type { Page } from 'puppeteer';
import type { Driver, Point } from '../e2e/support/driver.ts';
import { until } from '../e2e/support/until.ts';
import type { SandboxProcess } from './sandbox-process.ts';

/** The hosts of our zones are the page's own elements; only what is in them is closed. */
export const zoneTag = 'attach-for-biot';

/** Runs in the portal's login page: keeps a session where the sandbox's portal looks for it. */
async function keepSession(api: string, user: { username: string; password: string }): Promise<void> {
  const answer = await fetch(`${api}/ums/v2/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(user),
  });
  const { accessJwt: access, refreshJwt: refresh } = await answer.json();
  localStorage.setItem('portal.session', JSON.stringify({ access, refresh }));
}

/** Runs in the page: the middle of the zone beside an attribute's name, or of the name where zones are not asked for. */
function middleOf(name: string, tag: string | null): Point | null {
  const label = [...document.querySelectorAll('dt')].find((one) => one.textContent?.trim() === name);
  let found: Element | null | undefined = label;
  for (let around = label?.parentElement; tag && around; around = around.parentElement) {
    found = around.querySelector(tag);
    if (found) break;
  }
  if (!found) return null;
  found.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = found.getBoundingClientRect();
  return height > 0 ? { x: x + width / 2, y: y + height / 2 } : null;
}

/** Where files for an attribute are dropped; waits until there is such a place. */
export function placeFor(page: Page, displayName: string, zones: boolean): Promise<Point> {
  return until(
    () => page.evaluate(middleOf, displayName, zones ? zoneTag : null),
    `a place for ${displayName} on ${page.url()}`,
  );
}

/** A page with a nurse signed in, on the record of the first patient of that name. */
export async function openRecord(
  driver: Driver,
  sandbox: SandboxProcess,
  caption: string,
  prepare: (page: Page, patientId: string) => Promise<unknown> = async () => undefined,
): Promise<{ page: Page; patientId: string }> {
  const { portal, api, users, patients } = await sandbox.state();
  const [user] = users;
  const patient = patients.find((one) => one.caption === caption);
  if (!user || !patient) throw new Error(`The sandbox has no user, or no ${caption}.`);
  const { username, password } = user;
  const page = await driver.newPage();
  await prepare(page, patient.id);
  await page.goto(`${portal}/`);
  await page.evaluate(keepSession, api, { username, password });
  await page.goto(`${portal}/patients/${patient.id}`);
  await page.waitForSelector('dt');
  return { page, patientId: patient.id };
}
