import { expect, test } from 'vitest';
import { ArgumentError, readArguments } from './audit-arguments.ts';

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
