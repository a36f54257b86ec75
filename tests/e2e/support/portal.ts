import type { Page } from 'puppeteer';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { type Driver, middle, type Thing } from './driver.ts';
import { until } from './until.ts';

/** What finds things on a page as a screen reader does: in shadow roots of both kinds and in frames. */
export type Sight = Pick<Driver, 'things'>;

/** The portal's words in all its languages. */
const words = {
  patients: ['Patients', 'Patienten', 'מטופלים', 'Pacientes'],
  expand: ['Expand', 'Öffnen', 'הרחבה', 'Ouvrir', 'Abrir'],
  edit: ['Edit Details', 'Bearbeiten', 'עריכה', 'Modifier', 'Editar'],
};

/** A portal may write a name with its accents apart, and between marks of direction. */
const plain = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();

/** As a person does on the portal's pages, whatever they are made of. */
export function createPortalHands({ things }: Sight, page: Page) {
  const drawn = async (role: string) => (await things(page, role)).filter(({ box }) => box !== undefined);

  /** What can be pressed and says one of these. */
  const pressable = async (texts: readonly string[]): Promise<Thing[]> => {
    const all = [await drawn('button'), await drawn('link')].flat();
    return all.filter(({ name }) => texts.includes(plain(name)));
  };

  /** Turns the wheel until the thing can be reached and stands still, and clicks it. */
  const click = (find: () => Promise<Thing | undefined>, what: string): Promise<true> => {
    let before = '';
    return until(async () => {
      const thing = await find();
      if (!thing?.box) return false;
      const last = before;
      before = JSON.stringify(thing.box);
      if (before !== last) return false;
      const { x, y } = middle(thing.box);
      const { width, height } = page.viewport() ?? { width: 800, height: 600 };
      if (y > 0 && y < height) {
        await page.mouse.click(x, y);
        return true;
      }
      await page.mouse.move(Math.min(Math.max(x, 1), width - 1), height / 2);
      await page.mouse.wheel({ deltaY: Math.round(y - height / 2) });
      return false;
    }, what);
  };

  const hands = {
    drawn,
    pressable,
    /** Presses the one thing that says this; where several do, `which` of them. */
    async press(texts: readonly string[], which?: number): Promise<void> {
      await click(async () => {
        const found = await pressable(texts);
        return which !== undefined || found.length === 1 ? found[which ?? 0] : undefined;
      }, `exactly one "${texts[0]}" to press`);
    },
    /** Clicks into the field and types over what is in it. */
    async fill(find: () => Promise<Thing | undefined>, text: string): Promise<void> {
      await until(async () => {
        await click(find, 'the field');
        const mac = process.platform === 'darwin';
        await page.keyboard.down(mac ? 'Meta' : 'Control');
        await page.keyboard.press('a', mac ? { commands: ['SelectAll'] } : {});
        await page.keyboard.up(mac ? 'Meta' : 'Control');
        await page.keyboard.type(text);
        // A portal that redraws itself may swallow keys.
        return (await find())?.value === text;
      }, 'what was typed is in the field');
    },
    searchField: async (): Promise<Thing | undefined> => (await drawn('searchbox'))[0],
  };
  return hands;
}

/** Opens the portal and fills in its form. Ends with the list of patients. */
export async function signIn(
  sight: Sight,
  page: Page,
  sandbox: Sandbox,
  username = 'nurse@northfield.example',
): Promise<void> {
  const user = sandbox.users.find((one) => one.username === username);
  if (!user) throw new Error(`The sandbox knows no user ${username}.`);
  const { fill, drawn, searchField } = createPortalHands(sight, page);
  await page.goto(`${sandbox.portal}/`);
  // After a crash the browser may have kept the portal's session, or not.
  const form = async () => (await drawn('textbox'))[0];
  const known = () => sandbox.log.findLast(({ op, status }) => op === 'self' && status === 200)?.user;
  await until(async () => (await form()) ?? (await searchField()), 'the form or the list');
  if (!(await form()) && known() === username) return;
  await fill(form, user.username);
  // Firefox has no role for a password's field, but it is the next one.
  await page.keyboard.press('Tab');
  await page.keyboard.type(user.password);
  await page.keyboard.press('Enter');
  await until(searchField, `${username} is signed in`);
}

/** Runs in a page of the portal's origin: signs in as its form does, and keeps the session where the portal does. */
async function keepSession(api: string, user: { username: string; password: string }): Promise<void> {
  const answer = await fetch(`${api}/ums/v2/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(user),
  });
  const { accessJwt: access, refreshJwt: refresh } = await answer.json();
  localStorage.setItem('portal.session', JSON.stringify({ access, refresh }));
}

/** As somebody who has signed in before, where the portal remembers that. Ends with the list of patients. */
export async function comeBack(
  sight: Sight,
  page: Page,
  sandbox: Sandbox,
  username = 'nurse@northfield.example',
): Promise<void> {
  const user = sandbox.users.find((one) => one.username === username);
  if (!user || sandbox.switches.tokenStorage !== 'localStorage')
    return signIn(sight, page, sandbox, username);
  // A file of the portal that runs none of its scripts.
  await page.goto(`${sandbox.portal}/assets/base.css`);
  await page.evaluate(keepSession, sandbox.api, { username, password: user.password });
  await page.goto(`${sandbox.portal}/`);
  await until(createPortalHands(sight, page).searchField, `${username} is signed in`);
}

/** From wherever the portal is: searches the patient, picks the line, expands it. */
export async function openPatient(
  sight: Sight,
  page: Page,
  sandbox: Sandbox,
  patientId: string,
): Promise<void> {
  const { _caption: caption, mrn } = sandbox.patient(patientId);
  const { fill, press, pressable, searchField } = createPortalHands(sight, page);
  if (!(await searchField())) await press(words.patients, 0);
  // The list as it was before the search has the same line elsewhere.
  const others = sandbox.patients.map(({ _caption }) => _caption).filter((one) => one !== caption);
  await until(async () => {
    await fill(searchField, mrn);
    await page.keyboard.press('Enter');
    await until(
      async () => (await pressable([caption])).length === 1 && (await pressable(others)).length === 0,
      `a list with nobody but ${caption}`,
      2_000,
    );
    return true;
  }, `a list with nobody but ${caption}`);
  await expand(sight, page, caption);
}

/** From wherever the portal is, in English: the tab of the kind, the one line called so, its page. */
export async function openOfKind(sight: Sight, page: Page, tab: string, caption: string): Promise<void> {
  await createPortalHands(sight, page).press([tab], 0);
  await expand(sight, page, caption);
}

/** Waits until the portal has drawn all that was asked of it, in its frames as well: what moves is no place to click. */
export async function settled(page: Page): Promise<void> {
  await until(async () => {
    const under = page
      .frames()
      .map((frame) => frame.evaluate(() => Reflect.get(globalThis, 'portalAtWork') ?? 0));
    return (await Promise.all(under)).every((count) => count === 0);
  }, 'the portal has nothing under way');
}

/** From a list: the one line called so, its page. */
async function expand(sight: Sight, page: Page, caption: string): Promise<void> {
  const { press, pressable } = createPortalHands(sight, page);
  await press([caption]);
  await press(words.expand);
  await until(
    async () => (await pressable(words.expand)).length === 0 && (await pressable(words.edit)).length > 0,
    `the record of ${caption}`,
  );
  await settled(page);
}
