import { describe, expect, it } from 'vitest';
import { apiAmong } from '../../../lib/biot/apis.ts';

const api = 'https://api.clinic.example';

describe('the API among the addresses of a page', () => {
  it.each([
    `${api}/organization/v1/users/self`,
    `${api}/ums/v2/users/login`,
    `${api}/base/generic-entity/v3/generic-entities/1`,
  ])('is told by %s', (address) => {
    expect(apiAmong(['https://cdn.example/app.js', address])).toBe(api);
  });

  it.each([
    [],
    ['https://cdn.example/app.js'],
    ['https://vendor.example/settings/v1/flags', 'https://vendor.example/file/v1/upload'],
    ['http://api.clinic.example/organization/v1/users/self'],
    ['https://evil.example/?x=/organization/v1/users/self'],
    ['data:text/plain,/organization/v1/'],
    ['nonsense'],
  ])('is none among %j', (...addresses) => expect(apiAmong(addresses)).toBeNull());

  it('is the one that is called most', () => {
    const calls = (host: string, count: number) =>
      Array.from({ length: count }, (_, index) => `https://${host}/organization/v1/users/patients/${index}`);
    expect(apiAmong([...calls('decoy.example', 1), ...calls('api.clinic.example', 3)])).toBe(api);
  });
});
