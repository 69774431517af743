/**
 * A number from 0 to 2^32 - 1 that looks drawn and is always the same for the same words: FNV-1a (32 bit, Fowler, Noll
 * and Vo), mixed at the end as MurmurHash3 does, since FNV alone leaves alike words alike.
 */
export function luckOf(...words: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const char of words.join('\n')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
