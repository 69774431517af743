import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf } from './hash.ts';

test('is the hash of the canonical form as a whole, however deep and in whatever order', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const whole = createHash('sha256')
        .update(String(canonicalize(value)), 'utf8')
        .digest('hex');
      expect(hashOf(value)).toBe(whole);
    }),
  );
});

test('a document that is longer than one piece', () => {
  const rows = Array.from({ length: 40_000 }, (_, at) => ({ z: 'é€', a: at, skipped: undefined }));
  const document = { b: rows, a: [] };
  const whole = createHash('sha256')
    .update(String(canonicalize(document)), 'utf8')
    .digest('hex');
  expect(hashOf(document)).toBe(whole);
});

test('what is no JSON value is refused', () => {
  expect(() => hashOf({ a: [() => 1] })).toThrow(TypeError);
});
