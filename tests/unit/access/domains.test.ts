import { describe, expect, it } from 'vitest';
import { type Domain, entered, noted, removed } from '../../../lib/access/domains.ts';

const portal = 'https://portal.clinic.example';
const api = 'https://api.clinic.example';
const clinic: Domain = { portal, apis: [api], used: true };
const hospital: Domain = { portal: 'https://portal.hospital.example', apis: [api], used: true };

describe('the portals on other domains', () => {
  it('begin with a question, and learn where their data comes from', () => {
    const asked = noted([], portal, null);
    expect(asked).toEqual([{ portal, apis: [], used: false }]);
    expect(noted(asked, portal, api)).toEqual([{ portal, apis: [api], used: false }]);
  });

  it('are the same array where nothing is new', () => {
    const known = [clinic];
    expect(noted(known, portal, api)).toBe(known);
    expect(noted(known, portal, null)).toBe(known);
    expect(entered(known, () => true)).toBe(known);
    expect(entered([{ ...clinic, used: false }], () => false)[0]?.used).toBe(false);
  });

  it('are used from the moment the browser lets us in, and remain so when it does not any more', () => {
    const [used] = entered([{ ...clinic, used: false }], (origin) => origin === portal);
    expect(used).toEqual(clinic);
    expect(entered([clinic], () => false)).toEqual([clinic]);
  });

  it('keep their order when one of them learns another API', () => {
    const known = noted([clinic, hospital], portal, 'https://api2.clinic.example');
    expect(known.map((one) => one.portal)).toEqual([portal, hospital.portal]);
    expect(known[0]?.apis).toEqual([api, 'https://api2.clinic.example']);
  });

  it('give back what no other one needs', () => {
    expect(removed([clinic, hospital], portal)).toEqual({ left: [hospital], origins: [portal] });
    expect(removed([clinic], portal)).toEqual({ left: [], origins: [portal, api] });
    const oneHost = { portal, apis: [portal], used: true };
    expect(removed([oneHost], portal)).toEqual({ left: [], origins: [portal] });
  });
});
