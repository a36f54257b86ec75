import { expect, it } from 'vitest';
import { nameIn, nameOf } from '../../../lib/files/address-name.ts';

it.each([
  ['attachment; filename="report.pdf"', 'report.pdf'],
  ['attachment; filename=report.pdf', 'report.pdf'],
  ['inline; filename="a \\"b\\".pdf"', 'a "b".pdf'],
  ['attachment; filename="x.pdf"; filename*=UTF-8\'\'R%C3%A9port.pdf', 'Réport.pdf'],
  ["attachment; filename*=utf-8'de'%E4.pdf", '%E4.pdf'],
  ['attachment', null],
  [null, null],
])('%s names %s', (header, name) => {
  expect(nameIn(header)).toBe(name);
});

it.each([
  ['https://atlas.example/pictures/heel%20ulcer.png?size=2#top', 'heel ulcer.png'],
  ['https://atlas.example/pictures/', ''],
  ['https://atlas.example', ''],
  ['https://atlas.example/100%25%', '100%25%'],
  ['data:image/png;base64,AAAA/heel.png', ''],
  ['blob:https://atlas.example/3c4f', ''],
])('the last part of %s is %s', (address, name) => {
  expect(nameOf(new URL(address))).toBe(name);
});
