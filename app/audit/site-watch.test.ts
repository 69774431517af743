import { expect, test } from 'vitest';
import { certificateNow, downNow, isHourOfCertificates, numbersNow } from './site-watch.ts';
import type { TlsRecord } from './visit.ts';

const now = new Date('2026-05-12T03:08:00Z');
const probe = (minutesAgo: number, answered: boolean) => ({
  at: new Date(now.getTime() - minutesAgo * 60_000),
  answered,
  code: answered ? null : 'timeout',
});

test('a site is down, and well again, after two quarters in a row; one alone, or old ones, say nothing', () => {
  expect(downNow([probe(8, false), probe(23, false), probe(38, true)], now)).toBe('broken');
  expect(downNow([probe(8, true), probe(23, true), probe(38, false)], now)).toBe('well');
  expect(downNow([probe(8, false), probe(23, true)], now)).toBeNull();
  expect(downNow([probe(8, true), probe(23, false)], now)).toBeNull();
  expect(downNow([probe(8, false)], now)).toBeNull();
  expect(downNow([probe(8, false), probe(90, false)], now)).toBeNull();
  // A quarter of our own outage lies between.
  expect(downNow([probe(8, false), probe(38, false)], now)).toBe('broken');
});

const tls = (values: Partial<TlsRecord>): TlsRecord => ({
  host: 'dinas.contoh.go.id',
  port: 443,
  reachable: true,
  valid: true,
  problem: null,
  validTo: '2026-06-01T00:00:00.000Z',
  daysLeft: 60,
  issuer: null,
  subjectNames: [],
  ...values,
});

test('a certificate is due two weeks ahead and stays so when it is over; a handshake that failed says nothing', () => {
  expect(certificateNow(tls({ daysLeft: 15 }))).toBe('well');
  expect(certificateNow(tls({ daysLeft: 14 }))).toBe('broken');
  expect(certificateNow(tls({ daysLeft: -3, valid: false, problem: 'CERT_HAS_EXPIRED' }))).toBe('broken');
  expect(certificateNow(tls({ valid: false, problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' }))).toBeNull();
  expect(certificateNow(tls({ reachable: false, valid: false, daysLeft: null, validTo: null }))).toBeNull();
});

test('certificates are looked at eight times a day', () => {
  const quarters = Array.from({ length: 96 }, (_, i) => new Date(Date.UTC(2026, 4, 12, 0, 8 + 15 * i)));
  expect(quarters.filter(isHourOfCertificates)).toHaveLength(8);
});

test('only a number that was seen before has gone, and only a registered one matters', () => {
  const registered = ['whatsapp +62812', 'phone +62271'];
  expect(numbersNow(registered, ['whatsapp +62812', 'sms +62899'], [])).toEqual([
    { subject: 'whatsapp +62812', state: 'broken' },
  ]);
  expect(numbersNow(registered, [], ['phone +62271', 'sms +62899'])).toEqual([
    { subject: 'phone +62271', state: 'well' },
  ]);
});
