import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { filesOf, kindOf } from '../sandbox/records.ts';
import type { Switches } from '../sandbox/switches.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { createPortalHands } from './support/portal.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(11, 320, 240);
const path = fileNamed('left-side.png', png);
const csv = fileNamed('figures.csv', 'time,value\n1,2\n');
const sha256 = createHash('sha256').update(png).digest('hex');

interface Row {
  kind: string;
  tab: string;
  caption: string;
  /** Name in the template, and what the page calls it. */
  attribute: string;
  label: string;
  /** The PATCH's path behind the service, and all that it holds. */
  at: RegExp;
  fields: readonly string[];
  /** Files of such an attribute are public: the person is asked first. */
  isPublic?: true;
  /** Firefox goes through these only: each goes another way to the API. */
  everywhere?: true;
  switches?: Partial<Switches>;
}

const row = (
  [kind, tab, caption]: [string, string, string],
  [attribute, label]: [string, string],
  at: RegExp,
  fields: readonly string[],
  more: Pick<Row, 'isPublic' | 'everywhere' | 'switches'> = {},
): Row => ({ kind, tab, caption, attribute, label, at, fields, ...more });

const users = '^/organization/v1/users';
const pump: [string, string, string] = ['device', 'Devices', 'PUMP 07/A'];
const pumpPath = '^/device/v2/devices/PUMP%2007%2FA';
const organization: [string, string, string] = ['organization', 'Organizations', 'Northfield Clinic'];
const specimen: [string, string, string] = ['generic-entity', 'Specimens', 'Swab 14'];
const session: [string, string, string] = ['usage-session', 'Usage sessions', 'Morning therapy'];

const rows: readonly Row[] = [
  row(
    ['caregiver', 'Caregivers', 'Hanna Weiss'],
    ['portrait', 'Portrait'],
    new RegExp(`${users}/caregivers/[^/]+$`),
    ['portrait'],
  ),
  row(
    ['organization-user', 'Users', 'Petra Kovac'],
    ['badge', 'Badge'],
    new RegExp(`${users}/organizations/[^/]+$`),
    ['badge'],
  ),
  row(organization, ['_logo', 'Logo'], /^\/organization\/v1\/organizations\/[^/]+$/, ['_branding._logo'], {
    isPublic: true,
  }),
  row(organization, ['floor_plan', 'Floor plan'], /^\/organization\/v1\/organizations\/[^/]+$/, [
    'floor_plan',
  ]),
  row(
    ['registration-code', 'Registration codes', 'NF-2026-0102'],
    ['sticker', 'Sticker'],
    /^\/organization\/v1\/registration-codes\/[^/]+$/,
    ['sticker'],
  ),
  row(pump, ['front_panel', 'Front panel'], new RegExp(`${pumpPath}$`), ['_configuration.front_panel'], {
    everywhere: true,
  }),
  row(pump, ['screenshot', 'Screenshot'], new RegExp(`${pumpPath}/status$`), ['data.screenshot'], {
    everywhere: true,
  }),
  row(specimen, ['slide', 'Slide'], /^\/generic-entity\/v1\/generic-entities\/[^/]+$/, ['_name', 'slide'], {
    everywhere: true,
  }),
  row(
    specimen,
    ['slide', 'Slide'],
    /^\/generic-entity\/v3\/generic-entities\/Specimen\/[^/]+$/,
    ['_name', 'slide'],
    { switches: { genericEntity: 'v3' } },
  ),
  row(
    session,
    ['trend', 'Trend'],
    /^\/device\/v1\/devices\/[^/]+\/usage-sessions\/[^/]+$/,
    ['_startTime', '_state', '_summary.trend'],
    { everywhere: true },
  ),
  row(
    ['device-alert', 'Device alerts', 'Occlusion'],
    ['snapshot', 'Snapshot'],
    /^\/device\/v1\/devices\/[^/]+\/alerts\/[^/]+$/,
    ['snapshot'],
  ),
  row(
    ['patient-alert', 'Patient alerts', 'Missed dose'],
    ['symptom_photo', 'Symptom photo'],
    new RegExp(`${users}/patients/[^/]+/alerts/[^/]+$`),
    ['symptom_photo'],
  ),
];

describe.each(browsers)('in %s', (browser) => {
  const world = useWorld(browser);

  const idOf = ({ kind, caption }: Pick<Row, 'kind' | 'caption'>) =>
    world.sandbox.records.find((one) => kindOf(one) === kind && one._caption === caption)?._id ?? '';
  /**
   * A point of the attribute's zone, once all zones stand and no look finds one elsewhere than the last. Near its
   * start: over its end the dock opens as soon as a file is dragged in.
   */
  async function zone(page: Page, of: Row) {
    const all = filesOf(world.sandbox.record(idOf(of))).length;
    let before = '';
    return until(async () => {
      // Zones make the page longer as they come.
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const zones = await world.screen.zones(page);
      const now = JSON.stringify(zones.map(({ name, box }) => [name, box]));
      const stands = zones.length === all && now === before;
      before = now;
      const [one] = zones.filter(({ name }) => name === `Attach to ${of.label}, ${of.caption}`);
      return stands && one && { x: one.box.x + 20, y: middle(one.box).y };
    }, `${all} zones that stand, one of them for ${of.label}`);
  }
  const patches = () =>
    world.sandbox.log.filter(({ method, from }) => method === 'PATCH' && from === 'extension');

  it.each(rows.filter(({ everywhere }) => everywhere || browser === 'chromium'))(
    '$label of a $kind takes a file by $at, and Undo restores what was there',
    async (of) => {
      Object.assign(world.sandbox.switches, of.switches);
      const id = idOf(of);
      const former = woundPicture(3, 60, 40);
      world.sandbox.setAttribute(id, of.attribute, {
        name: 'former.png',
        mimeType: 'image/png',
        bytes: former,
      });
      const before = world.sandbox.attribute(id, of.attribute)?.fileId;
      const page = await world.openOfKind(of.tab, of.caption);
      await world.drop(page, [path], await zone(page, of));
      await world.screen.find(page, 'dialog', 'Replace former.png?');
      await world.screen.click(page, 'button', 'Replace');
      if (of.isPublic) await world.screen.click(page, 'button', 'Attach publicly');
      await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
      await world.screen.find(page, 'img', `left-side.png, ${of.label}`);
      expect(patches()).toEqual([
        expect.objectContaining({
          path: expect.stringMatching(of.at),
          entityId: id,
          attribute: of.attribute,
          fields: of.fields,
          sha256,
        }),
      ]);

      await world.screen.click(page, 'button', /^Undo/);
      await until(
        async () => world.sandbox.attribute(id, of.attribute)?.fileId === before,
        'what was there before is there again',
      );
      expect(patches().map(({ fields }) => fields)).toEqual([of.fields, of.fields]);
    },
  );

  it.runIf(browser === 'chromium')(
    'a session is told from its device, which was looked at before',
    async () => {
      const page = await world.openOfKind('Devices', 'PUMP 08/A');
      await world.screen.find(page, 'button', 'Attach to Front panel, PUMP 08/A');
      await world.goToKind(page, 'Usage sessions', 'Morning therapy');
      await world.screen.find(page, 'button', 'Attach to Trend, Morning therapy');
      await world.screen.gone(page, 'button', 'Attach to Front panel, PUMP 08/A');
    },
  );

  it.runIf(browser === 'chromium')(
    'of alerts that are called alike, the one on screen takes the file',
    async () => {
      world.sandbox.switches.skin = 'opaque';
      const alike = world.sandbox.records.filter(
        (one) => kindOf(one) === 'device-alert' && one._caption === 'Low battery',
      );
      const page = await world.openOfKind('Device alerts', 'Occlusion');
      const { press } = createPortalHands(world.driver, page);
      for (const which of [0, 1]) {
        await press(['Device alerts'], 0);
        await press(['Low battery'], which);
        await press(['Expand']);
        const id = alike[which]?._id;
        await world.sandbox.wait(({ op, from, entityId }) => {
          return op === 'read' && from === 'extension' && entityId === id;
        });
      }
      const { box } = await world.screen.find(page, 'button', 'Attach to Snapshot, Low battery');
      await world.drop(page, [path], { x: box.x + 20, y: middle(box).y });
      const { entityId } = await world.sandbox.wait(({ op }) => op === 'attach');
      expect(entityId).toBe(alike[1]?._id);
    },
  );

  it.runIf(browser === 'chromium')('a command shows what it holds, and takes nothing', async () => {
    const page = await world.openOfKind('Commands', 'Full self-test');
    await world.screen.find(page, 'img', 'result_picture.png, Result picture');
    expect(await world.screen.zones(page)).toEqual([]);
    await world.drop(page, [csv], { x: 400, y: 400 });
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
  });

  it.runIf(browser === 'chromium').each(['attributes', 'status'] as const)(
    'a device’s status is changed where the platform takes it as %s',
    async (deviceStatus) => {
      world.sandbox.switches.deviceStatus = deviceStatus;
      const of = rows.find(({ attribute }) => attribute === 'screenshot');
      if (!of) throw new Error('There is no such row');
      const page = await world.openOfKind(of.tab, of.caption);
      await world.drop(page, [path], await zone(page, of));
      await world.screen.find(page, 'button', /^Undo/);
      expect(world.sandbox.attribute(idOf(of), 'screenshot')?.file?.sha256).toBe(sha256);
    },
  );
});
