import { describe, expect, it } from 'vitest';
import { callOf } from '../../../lib/biot/kinds.ts';

const api = 'https://api.dev.sandbox.biot-med.com';
const patients = '/organization/v1/users/patients';

describe('a call', () => {
  it('on a patient’s path is about that patient, its id as it stands', () => {
    expect(callOf(`${api}${patients}/a%20b?includeReferencers=true`)).toEqual({
      about: 'entity',
      ref: { api, kind: 'patient', path: `${patients}/a%20b`, id: 'a%20b' },
    });
  });

  it('on the path without an id is about the list', () => {
    expect(callOf(`${api}${patients}?searchRequest=%7B%7D`)).toEqual({ about: 'list', api, kind: 'patient' });
  });

  it.each(['/self', '/alerts', '/p1/alerts/a1'])('on %s below it is about neither', (rest) => {
    expect(callOf(api + patients + rest)).toEqual({ about: 'other', api });
  });

  it('keeps a path in front of the services as part of the base', () => {
    expect(callOf('https://gateway.example/biot/settings/v1/templates/1')).toEqual({
      about: 'other',
      api: 'https://gateway.example/biot',
    });
  });

  it('to anybody else is none', () => expect(callOf('https://cdn.example/app.js')).toBeNull());
});
