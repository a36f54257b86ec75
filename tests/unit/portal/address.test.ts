import { describe, expect, it } from 'vitest';
import { namesId } from '../../../lib/portal/address.ts';

const id = '8f14e45f-0000-4000-8000-000000000001';
const portal = 'https://portal.example';

describe('an address', () => {
  it.each([
    ['as the last step of its path', `${portal}/patients/${id}`],
    ['as a step in the middle', `${portal}/patients/${id}/files`],
    ['before a query', `${portal}/patients/${id}?tab=2`],
    ['before a hash', `${portal}/patients/${id}#files`],
    ['as a parameter', `${portal}/?tab=2&patient=${id}&x=1`],
    ['in a hash', `${portal}/#/patients/${id}`],
    ['as a parameter in a hash', `${portal}/#!/view?patient=${id}`],
    ['encoded', `${portal}/?at=%2Fpatients%2F${id}%2F`],
    ['encoded twice', `${portal}/#%252Fpatients%252F${id}%253Ftab%253D2`],
    ['in capitals', `${portal}/patients/${id.toUpperCase()}`],
    ['between other marks', `${portal}/patients(${id});v=1`],
    ['behind a longer id that only begins like it', `${portal}/${id}0/${id}`],
  ])('names an id %s', (_, address) => expect(namesId(address, id)).toBe(true));

  it.each([
    ['that it only begins', `${portal}/patients/${id}0`],
    ['that it only ends', `${portal}/patients/a${id}`],
    ['that goes on after a dash', `${portal}/patients/${id}-2`],
    ['that goes on after an underscore', `${portal}/patients/x_${id}`],
    ['that goes on in another script', `${portal}/patients/${id}א`],
    ['that goes on encoded', `${portal}/patients/${id}%61`],
    ['of which it has a part only', `${portal}/patients/${id.slice(0, -1)}`],
    ['of somebody else', `${portal}/patients/${id.replace('1', '2')}`],
    ['not at all', `${portal}/patients`],
  ])('does not name an id %s', (_, address) => expect(namesId(address, id)).toBe(false));

  it.each([
    ['a b', '/devices/a%20b', true],
    ['a%20b', '/devices/a%20b', true],
    ['a%20b', '/devices/a%2520b', true],
    ['a%2Fb', '/devices/a%2Fb/files', true],
    ['a%20b', '/devices/a%20bc', false],
    ['100%', '/devices/100%', true],
    ['', '/devices/', false],
  ])('of an id written %j and the path %s: %s', (written, path, named) => {
    expect(namesId(portal + path, written)).toBe(named);
  });
});
