import { expect, test } from 'vitest';
import { clientGroup } from './client-address.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', 'unknown'],
  ['not an address', 'unknown'],
])('%s counts as %s', (address, group) => {
  expect(clientGroup(address)).toBe(group);
});

test('two addresses of one /64 are one client, two /64 are two', () => {
  expect(clientGroup('2001:db8::a')).toBe(clientGroup('2001:db8::b'));
  expect(clientGroup('2001:db8:0:1::a')).not.toBe(clientGroup('2001:db8:0:2::a'));
});
