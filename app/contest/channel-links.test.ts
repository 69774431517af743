import { expect, test } from 'vitest';
import { channelLink } from './channel-links.ts';

test('numbers as people write them lead to the same person', () => {
  for (const value of ['0812-3456-7890', '+62 812 3456 7890', '62812 34567890'])
    expect(channelLink('whatsapp', value), value).toBe('https://wa.me/6281234567890');
  expect(channelLink('phone', '(0271) 495039')).toBe('tel:+62271495039');
});

test('accounts by name or by address', () => {
  expect(channelLink('instagram', '@dinkes_kra')).toBe('https://www.instagram.com/dinkes_kra/');
  expect(channelLink('facebook', 'https://www.facebook.com/dinkes')).toBe('https://www.facebook.com/dinkes');
  expect(channelLink('email', ' dinkes@karanganyarkab.go.id ')).toBe('mailto:dinkes@karanganyarkab.go.id');
});

test('what leads nowhere sure is no link, and no value opens a script', () => {
  for (const channel of ['whatsapp', 'phone', 'sms', 'email', 'instagram', 'facebook', 'sapamas'] as const) {
    for (const value of ['javascript:alert(1)', 'data:text/html,x', 'hubungi kantor', ''])
      expect(channelLink(channel, value), `${channel} ${value}`).toBeNull();
  }
  expect(channelLink('phone', '112')).toBeNull();
});
