import { describe, expect, it } from 'vitest';
import { regencyFor } from '../../regency.ts';
import { dialledNumber, toE164, whatsappNumber } from './phone.ts';
import { typedNumbers } from './typed-numbers.ts';

describe('toE164', () => {
  it.each([
    ['0812-3456-7890', '+6281234567890'],
    ['+62 812 3456 7890', '+6281234567890'],
    ['62812.3456.7890', '+6281234567890'],
    ['+62 0812 3456 7890', '+6281234567890'],
    ['0062 812 3456 7890', '+6281234567890'],
    ['81234567890', '+6281234567890'],
    ['(0271) 495039', '+62271495039'],
    ['495039', null],
    ['+61 08-666-0112', null],
    ['112', null],
    ['', null],
    ['198001012005011002', null],
  ])('%s is %s', (raw, expected) => {
    expect(toE164(raw)).toBe(expected);
  });
});

describe('whatsappNumber', () => {
  it.each([
    ['https://wa.me/6281234567890?text=Halo', '+6281234567890'],
    ['https://wa.me/+6281234567890/', '+6281234567890'],
    ['https://wa.me/081234567890', '+6281234567890'],
    ['https://api.whatsapp.com/send?phone=6281234567890', '+6281234567890'],
    ['https://api.whatsapp.com/send/?phone=%2B62812-3456-7890&text=x', '+6281234567890'],
    ['https://web.whatsapp.com/send?phone=081234567890', '+6281234567890'],
    ['whatsapp://send?phone=+6281234567890', '+6281234567890'],
    ['https://wa.me/message/ABCDEF', null],
    ['https://wa.me/?text=x', null],
    ['https://chat.whatsapp.com/123456789012', null],
    ['https://wa.me.contoh.com/6281234567890', null],
  ])('%s is %s', (href, expected) => {
    expect(whatsappNumber(href)).toBe(expected);
  });
});

describe('dialledNumber', () => {
  it.each([
    ['tel:(0271)%20495039', '+62271495039'],
    ['tel:+62-271-495039;ext=1', '+62271495039'],
    ['tel:495039', '495039'],
    ['tel:112', null],
    ['tel:+6108-666-0112', null],
    ['sms:+6281234567890?body=x', '+6281234567890'],
    ['sms:1708', null],
    ['mailto:a@b.id', null],
  ])('%s is %s', (href, expected) => {
    expect(dialledNumber(href)).toBe(expected);
  });
});

describe('typedNumbers', () => {
  const words = regencyFor('harjomulyokab.go.id').contactWords;
  const found = (text: string) => typedNumbers(text, words).map(({ channel, number }) => `${channel} ${number}`);

  it.each([
    ['WA: 0812 3456 7890', ['whatsapp +6281234567890']],
    ['Telp/WA 081234567890', ['whatsapp +6281234567890', 'phone +6281234567890']],
    ['Telepon (0271) 495039, Fax (0271) 495040', ['phone +62271495039']],
    ['Telepon/Fax (0271) 495039', ['phone +62271495039']],
    ['0812 3456 7890 (WhatsApp)', ['whatsapp +6281234567890']],
    ['Telepon\n(0271) 495039', ['phone +62271495039']],
    ['Jalan Lawu 1\n(0271) 495039', ['phone +62271495039']],
    ['Faks (0271) 495040', []],
    ['Siswa 081234567890', []],
    ['Telp. kami: 19800101 200501 1 002', []],
    ['NIP 198001012005011002', []],
    ['Anggaran Rp 081.234.567.890', []],
  ])('reads %j as %j', (text, expected) => {
    expect(found(text).sort()).toEqual([...expected].sort());
  });
});
