import { expect, it } from 'vitest';
import { isPrivate } from '../../../lib/access/private-network.ts';

const hostOf = (address: string) => new URL(address).hostname;

it.each([
  'http://127.0.0.1',
  'http://0.0.0.0',
  'http://10.1.2.3',
  'http://172.16.0.1',
  'http://172.31.255.255',
  'http://192.168.0.1',
  'http://169.254.169.254',
  'http://100.64.0.1',
  // As browsers read them: decimal, octal, hexadecimal, short.
  'http://2130706433',
  'http://0177.0.0.1',
  'http://0x7f.1',
  'http://[::1]',
  'http://[fd00::1]',
  'http://[fe80::1]',
  'http://[::ffff:10.0.0.1]',
  'http://localhost:8080',
  'http://printer',
  'http://nas.local',
  'http://pacs.internal',
])('%s is of a private network', (address) => {
  expect(isPrivate(hostOf(address))).toBe(true);
});

it.each([
  'https://atlas.example',
  'https://8.8.8.8',
  'https://172.15.0.1',
  'https://172.32.0.1',
  'https://192.169.0.1',
  'https://100.128.0.1',
  'https://[2001:db8::1]',
  'https://local.example',
])('%s is not', (address) => {
  expect(isPrivate(hostOf(address))).toBe(false);
});
