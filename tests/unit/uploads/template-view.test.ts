import { describe, expect, it } from 'vitest';
import type { Template } from '../../../lib/biot/record.ts';
import type { EntityRef } from '../../../lib/protocol/record.ts';
import { targetToMake, templateView } from '../../../lib/uploads/template-view.ts';

const template: Template = {
  id: 't1',
  name: 'Scan',
  displayName: 'Scan',
  builtInAttributes: [
    { name: '_name', displayName: 'Label', type: 'LABEL', validation: { mandatory: true } },
    { name: '_creationTime', displayName: 'Created', type: 'DATE_TIME', readOnly: true },
  ],
  customAttributes: [
    { name: 'picture', displayName: 'Picture', type: 'IMAGE', basePath: '_summary', phi: true },
    { name: 'depth', displayName: 'Depth', type: 'DECIMAL', basePath: '_summary' },
    { name: 'site', displayName: 'Site', type: 'LABEL', validation: { mandatory: true } },
    { name: 'side', displayName: 'Side', type: 'LABEL', validation: { mandatory: true, defaultValue: 'L' } },
    { name: 'where', displayName: 'Where', type: 'ADDRESS', validation: { mandatory: true } },
    {
      ...{ name: 'subject', displayName: 'Subject', type: 'REFERENCE' },
      ...{ referenceConfiguration: { entityType: 'patient' }, validation: { mandatory: true } },
    },
  ],
};
const ref: EntityRef = { api: 'https://api.x', kind: 'patient', path: '/p/a%20b', id: 'a%20b' };
const refers = { attribute: 'subject', ref, caption: 'Mary Jones' };
const png = { size: 10, type: 'image/png' };

describe('a template of which records are made', () => {
  it('tells what is asked for, and what nobody can be asked for here', () => {
    expect(templateView(template)).toMatchObject({
      ...{ id: 't1', displayName: 'Scan' },
      attributes: [{ name: 'picture', isPublic: false, value: null }],
      references: [{ name: 'subject', kind: 'patient', isMandatory: true }],
      asked: [
        { name: '_name', isMandatory: false },
        { name: 'depth', type: 'decimal', isMandatory: false },
        { name: 'site', type: 'text', isMandatory: true },
        { name: 'side', isMandatory: false },
      ],
      needed: [{ name: 'where' }, { name: 'subject' }],
    });
  });

  it('is none where no file goes into it', () => {
    expect(templateView({ ...template, customAttributes: [] })).toBe(null);
  });

  it('makes a body that holds everything in its place', () => {
    const what = { name: 'heel', values: { site: 'Heel', depth: 1.5 }, refers };
    expect(targetToMake(template, what, 'picture', png, false)).toMatchObject({
      ...{ path: '', caption: 'heel', identity: ['Scan', 'Mary Jones'], basePath: '_summary', before: null },
      making: {
        list: '/generic-entity/v1/generic-entities',
        body: {
          ...{ _name: 'heel', _templateId: 't1', site: 'Heel' },
          ...{ _summary: { depth: 1.5 }, subject: { id: 'a b' } },
        },
      },
    });
    expect(targetToMake(template, what, 'picture', png, true)).toMatchObject({
      making: { list: '/generic-entity/v3/generic-entities/Scan', body: { _name: 'heel', site: 'Heel' } },
    });
  });

  it('takes no file that its attribute does not, and nothing that it has not', () => {
    const what = { name: 'heel', values: {}, refers };
    expect(targetToMake(template, what, 'picture', { size: 1, type: 'text/plain' }, false)).toBe(
      'not-an-image',
    );
    expect(targetToMake(template, what, 'other', png, false)).toBe('attribute-gone');
    expect(targetToMake(template, { ...what, values: { other: 1 } }, 'picture', png, false)).toBe(
      'attribute-gone',
    );
    const astray = { ...refers, attribute: 'other' };
    expect(targetToMake(template, { ...what, refers: astray }, 'picture', png, false)).toBe('attribute-gone');
  });
});
