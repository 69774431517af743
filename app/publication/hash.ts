import { hashOf } from '#app/rubric/hash.ts';

/**
 * Hash of the input part of a dataset: the document as it came without `results` and `hash`.
 * SHA-256, 64 hex digits, over its RFC 8785 form: key order and white space do not matter; any name, weight, mark
 * or assignment does.
 */
export function inputHash(document: object): string {
  return hashOf(Object.fromEntries(Object.entries(document).filter(([key]) => key !== 'results' && key !== 'hash')));
}
