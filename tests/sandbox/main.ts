import { parseArgs } from 'node:util';
import { portalOrigins } from './hosts.ts';
import { startSandbox } from './sandbox.ts';
import { type Skin, skins } from './switches.ts';

const { values } = parseArgs({
  options: { skin: { type: 'string', default: 'plain' }, port: { type: 'string', default: '8420' } },
});
const { skin } = values;
const isSkin = (name: string): name is Skin => skins.some((one) => one === name);
if (!isSkin(skin)) throw new Error(`--skin takes ${skins.join(', ')}`);

const sandbox = await startSandbox({ switches: { skin }, port: Number(values.port) });
const flags = `--user-data-dir="$(mktemp -d)" --proxy-server=${sandbox.proxy} --ignore-certificate-errors`;

console.log(`The sandbox is running. Nothing leaves this computer.

  Portal   ${sandbox.portal}
  Others   ${portalOrigins.filter((one) => one !== sandbox.portal).join('\n           ')}   (on customers' domains)
  Proxy    ${sandbox.proxy}   (the portal is reached through it, and nothing else is)
  Log      http://${sandbox.proxy}/

  Users    ${sandbox.users.map((user) => `${user.username}  ${user.password}`).join('\n           ')}

  By hand  chromium ${flags} ${sandbox.portal}
           Firefox: Settings, Network, Manual proxy ${sandbox.proxy}, also for HTTPS

  Ctrl+C ends it.`);
