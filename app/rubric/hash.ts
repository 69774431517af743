import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256, 64 hex digits, over the RFC 8785 (JSON Canonicalization Scheme) form of a JSON value in UTF-8. */
export function hashOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
