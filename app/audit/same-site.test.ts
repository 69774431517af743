import { describe, expect, test } from 'vitest';
import { isSameSite, sitePrefix } from './same-site.ts';

describe('sitePrefix', () => {
  test.each([
    ['https://dinkes.karanganyarkab.go.id/', '/'],
    ['https://dinkes.karanganyarkab.go.id/beranda', '/'],
    ['https://karanganyarkab.go.id/kec-tawangmangu', '/kec-tawangmangu/'],
    ['https://www.karanganyarkab.go.id/kec-tawangmangu/index.php', '/kec-tawangmangu/'],
    ['https://karanganyarkab.go.id/index.html', '/'],
    ['https://karanganyarkab.go.id/home', '/'],
    ['https://pengguna.github.io/dinas/', '/dinas/'],
    ['http://localhost:8080/', '/'],
  ])('%s is confined to %s', (entry, prefix) => {
    expect(sitePrefix(entry)).toBe(prefix);
  });
});

test('a neighbour is not the site', () => {
  const entry = 'https://karanganyarkab.go.id/kec-a';
  expect(isSameSite(entry, null, 'https://www.karanganyarkab.go.id/kec-a/profil')).toBe(true);
  expect(isSameSite(entry, null, 'https://karanganyarkab.go.id/kec-ab/')).toBe(false);
  expect(isSameSite(entry, null, 'https://karanganyarkab.go.id/')).toBe(false);
  expect(isSameSite('http://dlh.kab.go.id/', null, 'http://dinkes.kab.go.id/')).toBe(false);
  expect(isSameSite('http://localhost:1/', 'http://localhost:1/', 'http://localhost:2/')).toBe(false);
  expect(isSameSite('http://dlh.kab.go.id/', 'https://dlh.kab.go.id/', 'mailto:a@dlh.kab.go.id')).toBe(false);
});
