import { describe, expect, it } from 'vitest';
import { covers, mayBeApi, patternOf } from '../../../lib/access/patterns.ts';

describe('a host pattern', () => {
  it.each([
    ['https://portal.clinic.example', 'https://portal.clinic.example/*'],
    ['https://portal.clinic.example:8443', 'https://portal.clinic.example/*'],
  ])('of %s is %s', (origin, pattern) => expect(patternOf(origin)).toBe(pattern));

  it.each([
    ['https://portal.clinic.example/*', 'https://portal.clinic.example/patients/1', true],
    ['https://portal.clinic.example/*', 'https://portal.clinic.example:8443/', true],
    ['https://portal.clinic.example/*', 'https://other.portal.clinic.example/', false],
    ['https://portal.clinic.example/*', 'https://portal.clinic.example.evil.example/', false],
    ['https://portal.clinic.example/*', 'http://portal.clinic.example/', false],
    ['https://*.biot-med.com/*', 'https://api.dev.biot-med.com', true],
    ['https://*.biot-med.com/*', 'https://biot-med.com', true],
    ['https://*.biot-med.com/*', 'https://notbiot-med.com', false],
    ['https://*/*', 'https://anything.example', true],
    ['<all_urls>', 'https://anything.example', true],
    ['<all_urls>', 'http://anything.example', false],
    ['*://*.clinic.example/*', 'https://portal.clinic.example', true],
    ['http://portal.clinic.example/*', 'https://portal.clinic.example', false],
    ['nonsense', 'https://portal.clinic.example', false],
  ])('%s covers %s: %s', (pattern, address, covered) => {
    expect(covers([pattern], address)).toBe(covered);
  });

  it('covers no address that is none', () => expect(covers(['<all_urls>'], 'null')).toBe(false));
});

describe('what a page names as its API', () => {
  const portal = 'https://portal.clinic.example';

  it.each(['https://api.clinic.example', portal, 'https://api.dev.biot-med.com'])('may be %s', (api) => {
    expect(mayBeApi(api, portal)).toBe(true);
  });

  it.each([
    'http://api.clinic.example',
    'https://192.168.0.1',
    'https://[fd00::1]',
    'https://localhost',
    'https://pacs',
    'https://pacs.local',
    'https://pacs.hospital.internal',
    'https://2130706433',
    'nonsense',
  ])('is never %s: a page must not bring up what stands in somebody’s house', (api) => {
    expect(mayBeApi(api, portal)).toBe(false);
  });

  it('may be its own host, wherever that stands: a person has opened it', () => {
    expect(mayBeApi('https://portal.hospital.internal', 'https://portal.hospital.internal')).toBe(true);
  });
});
