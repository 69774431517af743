import { expect, test } from 'vitest';
import { readContact } from './contact-value.ts';

test.each([
  ['whatsapp', '0812-3456-7890', '+6281234567890'],
  ['whatsapp', '+62 812 3456 7890', '+6281234567890'],
  ['whatsapp', '81234567890', '+6281234567890'],
  ['whatsapp', 'https://wa.me/6281234567890', '+6281234567890'],
  ['sms', '62 812 3456 7890', '+6281234567890'],
  ['phone', '(0271) 495039', '+62271495039'],
  ['instagram', '@Dinkes.Karanganyar', 'dinkes.karanganyar'],
  ['instagram', 'https://www.instagram.com/dinkes_kra/?hl=id', 'dinkes_kra'],
  ['facebook', 'https://web.facebook.com/DinasKesehatan.Kra', 'dinaskesehatan.kra'],
  ['email', ' Dinkes@KaranganyarKab.go.id ', 'dinkes@karanganyarkab.go.id'],
  ['sapamas', '0812 3456 7890', '+6281234567890'],
  ['sapamas', 'https://sapamas.karanganyarkab.go.id/', 'https://sapamas.karanganyarkab.go.id/'],
] as const)('%s %s is kept as %s', (channel, typed, value) => {
  expect(readContact(channel, typed)).toEqual({ value, problem: null });
});

test.each([
  ['whatsapp', '', 'empty'],
  ['whatsapp', '+1 202 555 0100', 'number'],
  ['whatsapp', '495039', 'number'],
  ['whatsapp', '0812 3456 7890 (Budi)', 'number'],
  ['sms', '(0271) 495039', 'mobile'],
  ['phone', '112', 'number'],
  ['instagram', 'https://www.instagram.com/p/Cx1/', 'account'],
  ['instagram', 'dinas kesehatan', 'account'],
  ['facebook', 'https://www.facebook.com/sharer/sharer.php?u=x', 'account'],
  ['email', 'dinkes(at)gmail.com', 'email'],
  ['email', 'dinkes@', 'email'],
  ['sapamas', 'lihat di beranda', 'sapamas'],
] as const)('%s %s is refused: %s', (channel, typed, problem) => {
  expect(readContact(channel, typed)).toEqual({ value: null, problem });
});
