import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each(['/juri', '/juri/lembar/1?a=b&c=d#x', '/masuk?lanjut=%2Fjuri', '/'])('keeps %s', (path) => {
  expect(localPath(path)).toBe(path);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  'https://evil.example/juri',
  'javascript:alert(1)',
  'juri',
  '',
  null,
  undefined,
  7,
])('refuses %j', (value) => {
  expect(localPath(value)).toBe('/');
});
