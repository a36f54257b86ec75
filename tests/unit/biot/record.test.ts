import { describe, expect, it } from 'vitest';
import { fileAttributes, fileOf } from '../../../lib/biot/record.ts';

const entity = {
  _id: '1',
  wound_photo: { id: 'f1', name: 'a.png', size: 3, mimeType: 'image/png' },
  _configuration: { logo: { id: 'f2' } },
  notes: 'plain',
};

describe('a file attribute', () => {
  it('holds the file with all that the platform says of it', () => {
    expect(fileOf(entity, { name: 'wound_photo' })).toEqual(entity.wound_photo);
  });

  it('below a basePath holds the id alone on older platforms', () => {
    expect(fileOf(entity, { name: 'logo', basePath: '_configuration' })).toEqual({ id: 'f2' });
  });

  it.each(['notes', 'missing', 'toString', '__proto__'])('called %s holds no file', (name) => {
    expect(fileOf(entity, { name })).toBeNull();
  });

  it.each([
    ['nothing that is protected', {}, ['plain']],
    ['no more of that than the name', { _name: { lastName: 'Jones' } }, ['plain']],
    ['another protected value', { _dateOfBirth: '1961-04-02' }, ['plain', 'scan']],
    ['that it is empty', { scan: null }, ['plain', 'scan']],
    ['what it holds', { scan: { id: 'f1' } }, ['plain', 'scan']],
  ])('that is protected is no empty one by that, where the record shows %s', (_, holds, names) => {
    const phi = true;
    const template = {
      builtInAttributes: [
        { name: '_name', displayName: 'Name', type: 'NAME', phi },
        { name: '_dateOfBirth', displayName: 'Date of birth', type: 'DATE', phi },
      ],
      customAttributes: [
        { name: 'plain', displayName: 'Plain', type: 'FILE', phi: false },
        { name: 'scan', displayName: 'Scan', type: 'IMAGE', phi },
      ],
    };
    expect(fileAttributes({ _id: '1', ...holds }, template).map(({ name }) => name)).toEqual(names);
  });

  it('is found among all attributes of a template, with the types it takes', () => {
    const template = {
      builtInAttributes: [{ name: '_name', displayName: 'Name', type: 'NAME' }],
      customAttributes: [
        {
          name: 'wound_photo',
          displayName: 'Wound photo',
          type: 'IMAGE',
          validation: { supportedMimeTypes: ['image/png'] },
        },
        { name: 'report', displayName: 'Report', type: 'FILE', readOnly: true, validation: {} },
      ],
    };
    expect(fileAttributes(entity, template)).toMatchObject([
      { name: 'wound_photo', type: 'IMAGE', accepts: ['image/png'], writable: true, value: { id: 'f1' } },
      { name: 'report', type: 'FILE', accepts: null, writable: false, value: null },
    ]);
  });

  it('takes nothing in a record that BioT does not change', () => {
    const template = { customAttributes: [{ name: 'a', displayName: 'A', type: 'FILE' }] };
    expect(fileAttributes(entity, template).map(({ writable }) => writable)).toEqual([true]);
    expect(fileAttributes(entity, template, { readOnly: true }).map(({ writable }) => writable)).toEqual([
      false,
    ]);
  });

  it('takes nothing where another one is called like it below another basePath', () => {
    const template = {
      customAttributes: ['_configuration', '_summary'].map((basePath) => ({
        name: 'plan',
        displayName: 'Plan',
        type: 'FILE',
        basePath,
      })),
    };
    expect(fileAttributes(entity, template).map(({ writable }) => writable)).toEqual([false, false]);
  });
});
