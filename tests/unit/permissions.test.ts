import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const config = readFileSync('wxt.config.ts', 'utf8');
/** Table cells may be padded. */
const privacy = readFileSync('PRIVACY.md', 'utf8').replaceAll(/ +\|/g, ' |');

/** What is asked for in the manifest, as the configuration writes it. */
const list = config.slice(
  config.indexOf('    permissions: ['),
  config.indexOf('\n    ],', config.indexOf('    permissions: [')),
);
const asked = [...list.matchAll(/'([A-Za-z]{6,})'/g)].flatMap(([, name]) =>
  name && name !== 'firefox' ? [name] : [],
);
const optional = [
  ...(/optional_permissions: \[([^\]]*)\]/.exec(config)?.[1] ?? '').matchAll(/'(\w+)'/g),
].flatMap(([, name]) => name ?? []);
const hosts = [...config.matchAll(/'(https:\/\/[^']+)'/g)].flatMap(([, host]) => host ?? []);

describe('a permission', () => {
  it.each([...asked, ...optional, ...hosts])('%s has a reason in PRIVACY.md', (name) => {
    expect(privacy).toContain(`| \`${name}\` |`);
  });

  it('is not explained that is not asked for', () => {
    const rows = [...privacy.matchAll(/^\| `([^`]+)` \|/gm)].flatMap(([, name]) => name ?? []);
    expect(rows.toSorted()).toEqual([...asked, ...optional, ...hosts].toSorted());
  });

  it('is never one for all sites, unless somebody asks for one of them', () => {
    expect(hosts).toEqual(['https://*.biot-med.com/*', 'https://*.amazonaws.com/*', 'https://*/*']);
    expect(config).toContain('optional_host_permissions: optionalHosts');
    expect(config).not.toMatch(/<all_urls>|externally_connectable|web_accessible_resources/);
  });
});
