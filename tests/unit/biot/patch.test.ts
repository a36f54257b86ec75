import { describe, expect, it } from 'vitest';
import { patchesOf } from '../../../lib/biot/patch.ts';

const patient = '/organization/v1/users/patients/p1';
const present = {
  _id: '1',
  _name: 'Biopsy 7',
  _startTime: '2026-02-02T09:30:00.000Z',
  _state: 'DONE',
  notes: 'n',
};

describe('the PATCH that sets a file attribute', () => {
  it('holds the one attribute and nothing else', () => {
    const place = { path: patient, attribute: 'a', basePath: null };
    expect(patchesOf(place, 'f', present)).toEqual([{ path: patient, body: { a: { id: 'f' } } }]);
  });

  it('nests it below its basePath', () => {
    const place = { path: '/device/v2/devices/PUMP%2F7', attribute: 'a', basePath: '_configuration' };
    expect(patchesOf(place, 'f', present)).toEqual([
      { path: place.path, body: { _configuration: { a: { id: 'f' } } } },
    ]);
  });

  it('clears with null', () => {
    const place = { path: patient, attribute: 'a', basePath: null };
    expect(patchesOf(place, null, present)).toEqual([{ path: patient, body: { a: null } }]);
  });

  it.each([
    ['/generic-entity/v1/generic-entities/1', { _name: 'Biopsy 7' }],
    ['/generic-entity/v3/generic-entities/Specimen/1', { _name: 'Biopsy 7' }],
    ['/device/v1/devices/d%201/usage-sessions/1', { _startTime: present._startTime, _state: 'DONE' }],
    ['/device/v1/devices/d%201/alerts/1', {}],
  ])('on %s sends again what BioT insists on, and nothing else', (path, insisted) => {
    const place = { path, attribute: 'a', basePath: null };
    expect(patchesOf(place, 'f', present)).toEqual([{ path, body: { ...insisted, a: { id: 'f' } } }]);
  });

  it('goes to a device’s status by its own path, in each form that it may take', () => {
    const place = { path: '/device/v2/devices/d%201', attribute: 'a', basePath: '_status' };
    const path = `${place.path}/status`;
    const value = { a: { id: 'f' } };
    expect(patchesOf(place, 'f', present)).toEqual([
      { path, body: { data: value } },
      { path, body: value },
      { path, body: { _status: value } },
    ]);
  });
});
