import type { Page } from 'puppeteer';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { type Box, middle } from './driver.ts';
import { until } from './until.ts';

/** The portal's words in all its languages. */
const words = {
  patients: ['Patients', 'Patienten', 'מטופלים'],
  expand: ['Expand', 'Öffnen', 'הרחבה'],
};

const search = 'input[type=search]';

/** Runs in the page: where the one element of this kind is that says exactly one of these words. */
function whereIs(selector: string, texts: readonly string[]): Box | null {
  const found = [...document.querySelectorAll(selector)].filter((element) =>
    texts.includes((element.textContent ?? '').trim()),
  );
  const [element, ...others] = found;
  if (!element || others.length > 0) return null;
  element.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return width > 0 ? { x, y, width, height } : null;
}

/** Runs in the page: whether its list has this number and none of these people. */
function showsOnly(mrn: string, others: readonly string[]): boolean {
  return (
    document.body.textContent.includes(mrn) &&
    [...document.querySelectorAll('bdi')].every(({ textContent }) => !others.includes(textContent.trim()))
  );
}

async function press(page: Page, selector: string, texts: readonly string[]): Promise<void> {
  const box = await until(() => page.evaluate(whereIs, selector, texts), `${texts[0]} is on the page`);
  const { x, y } = middle(box);
  await page.mouse.click(x, y);
}

/** Runs in the page: fills in the form and leaves the cursor in it. */
function fillIn(username: string, password: string): boolean {
  const [name, secret] = ['username', 'password'].map((field) =>
    document.querySelector(`input[name=${field}]`),
  );
  if (!(name instanceof HTMLInputElement && secret instanceof HTMLInputElement)) return false;
  for (const [field, value] of [
    [name, username],
    [secret, password],
  ] as const) {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  secret.focus();
  return true;
}

/** As a person does: opens the portal and fills in its form. Ends with the list of patients. */
export async function signIn(
  page: Page,
  sandbox: Sandbox,
  username = 'nurse@northfield.example',
): Promise<void> {
  const user = sandbox.users.find((one) => one.username === username);
  if (!user) throw new Error(`The sandbox knows no user ${username}.`);
  await page.goto(`${sandbox.portal}/`);
  await until(() => page.$('input[name=password]'), 'the portal asks who is there');
  // A portal that redraws itself may swallow keys that are pressed one by one.
  await until(async () => {
    if (!(await page.$(search)) && (await page.evaluate(fillIn, user.username, user.password))) {
      await page.keyboard.press('Enter');
    }
    return page.waitForSelector(search, { timeout: 2_000 });
  }, `${username} is signed in`);
}

/** From wherever the portal is: searches the patient, picks the line, expands it. */
export async function openPatient(page: Page, sandbox: Sandbox, patientId: string): Promise<void> {
  const { _caption: caption, mrn } = sandbox.patient(patientId);
  if (!(await page.$(search))) await press(page, 'nav a, [role=button]', words.patients);
  await until(() => page.$(search), 'the list of patients');
  // The list as it was before the search has the same line elsewhere.
  const others = sandbox.patients.map(({ _caption }) => _caption).filter((one) => one !== caption);
  await until(async () => {
    if (await page.evaluate(showsOnly, mrn, others)) return true;
    // What was searched before is still in the field; a list that arrives meanwhile takes it away.
    await page.$eval(search, (field) => field instanceof HTMLInputElement && field.select());
    await page.type(search, mrn);
    await page.keyboard.press('Enter');
    return page.waitForFunction(showsOnly, { timeout: 1_000 }, mrn, others);
  }, `a list with nobody but ${caption}`);
  await press(page, 'bdi', [caption]);
  await press(page, 'button, [role=button]', words.expand);
  await until(() => page.evaluate(showsRecord, caption), `the record of ${caption}`);
}

/** From wherever the portal is, in English: the tab of the kind, the one line called so, its page. */
export async function openOfKind(page: Page, tab: string, caption: string): Promise<void> {
  await press(page, 'nav a, [role=button]', [tab]);
  await press(page, 'bdi', [caption]);
  await press(page, 'button, [role=button]', words.expand);
  await until(() => page.evaluate(showsRecord, caption), `the record of ${caption}`);
}

/** Runs in the page: whether it has left the list and says this. */
function showsRecord(title: string): boolean {
  return !document.querySelector('input[type=search]') && document.body.textContent.includes(title);
}
