import { expect, test } from 'vitest';
import { isSameOrigin, securityHeaders } from './security.ts';

const headers = (values: Record<string, string>) => ({ get: (name: string) => values[name] });

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://a.id', host: 'a.id' }, false],
  [{ 'sec-fetch-site': 'same-site', origin: 'https://b.a.id', host: 'a.id' }, false],
  [{ origin: 'https://a.id', host: 'a.id' }, true],
  [{ origin: 'https://evil.id', host: 'a.id' }, false],
  [{ origin: 'null', host: 'a.id' }, false],
  [{ host: 'a.id' }, false],
])('%o comes from our own pages: %s', (values, own) => {
  expect(isSameOrigin(headers(values))).toBe(own);
});

test('in production only scripts with the nonce run, and no inline style applies', () => {
  const policy = securityHeaders('abc', false)['Content-Security-Policy'] ?? '';
  const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0], each]));
  expect(directives.get('script-src')).toBe("script-src 'nonce-abc' 'strict-dynamic'");
  expect(directives.get('style-src')).toBe("style-src 'self'");
  expect(policy).not.toMatch(/unsafe/);
});
