import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ArgumentError, readArguments } from './audit-arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'lomba-daftar-'));
afterAll(() => rmSync(folder, { recursive: true }));

function list(...lines: string[]): string {
  const path = join(folder, 'daftar.csv');
  writeFileSync(path, lines.join('\n'));
  return path;
}

const reasons = (args: string[]) => {
  try {
    readArguments(args);
    return [];
  } catch (error) {
    if (error instanceof ArgumentError) return error.reasons;
    throw error;
  }
};

test('everything that is wrong is named, each with its reason', () => {
  const found = reasons(['--runs', 'x', 'dlh.go.id', 'file:///etc/passwd', 'http://a:b@dlh.go.id/']);
  expect(found).toHaveLength(4);
  expect(found.join('\n')).toMatch(/--runs[\s\S]*dlh\.go\.id[\s\S]*file:[\s\S]*sandi/);
  expect(found.join('\n')).not.toContain('a:b@');
  expect(reasons([])).toHaveLength(1);
  expect(reasons(['--apa'])).toHaveLength(1);
});

test('private addresses are allowed by exact host and port, and only when asked', () => {
  expect(readArguments(['http://localhost:8080/a']).allowPrivate).toEqual([]);
  expect(readArguments(['--allow-private', 'http://localhost:8080/a', 'https://127.0.0.1']).allowPrivate).toEqual([
    'localhost:8080',
    '127.0.0.1:443',
  ]);
});

test('the portal is the registered domain that all sites share under go.id', () => {
  const of = (...args: string[]) => readArguments(args).portalDomain;
  expect(of('https://dlh.slemankab.go.id', 'https://slemankab.go.id/kec-x')).toBe('slemankab.go.id');
  expect(of('https://dlh.slemankab.go.id', 'https://dlh.bantulkab.go.id')).toBe('karanganyarkab.go.id');
  expect(of('https://dinas.example.com')).toBe('karanganyarkab.go.id');
  expect(of('--portal-domain', 'bantulkab.go.id', 'https://dlh.slemankab.go.id')).toBe('bantulkab.go.id');
});

test('a list gives its sites, and names the rows without one', () => {
  const path = list('kode;nama;kategori;url', 'A;Dinas A;Dinas;https://a.go.id/', 'B;Dinas B;Dinas;');
  const { targets, withoutSite } = readArguments(['--entries', path]);
  expect(targets).toEqual([{ url: 'https://a.go.id/', name: 'Dinas A', category: 'Dinas' }]);
  expect(withoutSite).toEqual([{ name: 'Dinas B', line: 3 }]);
});

test('what is wrong in a list is named with its row', () => {
  const path = list('kode,nama,kategori,url', 'A,Dinas A,Dinas,https://a.go.id/', 'B,Dinas B,Dinas,b.go.id');
  expect(reasons(['--entries', path])).toEqual([expect.stringMatching(/baris 3: .*b\.go\.id/)]);
  expect(reasons(['--entries', list('kode,nama', 'A,Dinas A')])[0]).toContain('kategori');
  expect(reasons(['--entries', list('kode,nama,kategori,url', 'B,Dinas B,Dinas,')])).toHaveLength(1);
  expect(reasons(['--entries', join(folder, 'tiada.csv')])[0]).toContain('tidak dapat dibaca');
});

test('a complaint about the options is in Indonesian', () => {
  expect(reasons(['--apa'])).toEqual(['Pilihan --apa tidak dikenal (lihat --help).']);
  expect(reasons(['--json'])).toEqual(['Pilihan --json perlu nilai.']);
});

test('a contact is a mail or web address, so that a site can answer', () => {
  expect(readArguments(['https://dlh.go.id']).contact).toBeNull();
  expect(readArguments(['--contact', 'panitia@kab.go.id', 'https://dlh.go.id']).contact).toBe('panitia@kab.go.id');
  expect(reasons(['--contact', 'Panitia Lomba (Budi)', 'https://dlh.go.id'])).toHaveLength(1);
});
