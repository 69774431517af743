/**
 * The national identity number (NIK), 16 digits: province, regency and district of first registration, date of birth
 * (a woman's day plus 40), running number. Structure: Permendagri 95/2019; province codes of the Ministry of the Interior.
 */

/** Also written in groups (`3313 0112 3456 0001`, `33.13.01.…`), but never a part of a longer run of digits. */
const SIXTEEN =
  /(?<![\dA-Za-z]|\d[.,-])(?:\d{16}|(?<!\d{4}[ .-])\d{4}([ .-])\d{4}\1\d{4}\1\d{4}(?![ .-]\d{4}(?!\d))|\d{6}([ .-])\d{6}\2\d{4}|\d{2}([ .-])\d{2}\3\d{2}\3\d{6}\3\d{4})(?![\dA-Za-z]|[.,-]\d)/g;

const PROVINCES = new Set([
  ...[11, 12, 13, 14, 15, 16, 17, 18, 19, 21],
  ...[31, 32, 33, 34, 35, 36, 51, 52, 53],
  ...[61, 62, 63, 64, 65, 71, 72, 73, 74, 75, 76, 81, 82],
  ...[91, 92, 93, 94, 95, 96],
]);

export interface NikMatch {
  index: number;
  length: number;
}

/** Where numbers built like a NIK stand in a text; the numbers themselves are not given away. */
export function nikMatches(text: string): NikMatch[] {
  return [...text.matchAll(SIXTEEN)]
    .filter((match) => isNik(match[0].replace(/\D/g, '')))
    .map((match) => ({ index: match.index, length: match[0].length }));
}

/** The text with every number built like a NIK made unreadable, as long as before. */
export function redactText(text: string): string {
  return text.replace(SIXTEEN, (number) => (isNik(number.replace(/\D/g, '')) ? number.replace(/\d/g, 'X') : number));
}

/** The same for every text in a value of plain data, keys included; bytes stay as they are. */
export function redactAll<T>(value: T): T;
export function redactAll(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item) => redactAll(item));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redactText(key), redactAll(inner)]));
}

function isNik(digits: string): boolean {
  const part = (from: number, to: number) => Number(digits.slice(from, to));
  const day = part(6, 8) > 40 ? part(6, 8) - 40 : part(6, 8);
  const [month, year] = [part(8, 10), part(10, 12)];
  // 2000 + a two-digit year has the same leap days as 1900 + it, but for 1900 itself.
  const daysOfMonth = new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
  return (
    PROVINCES.has(part(0, 2)) &&
    part(2, 4) > 0 &&
    part(4, 6) > 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOfMonth &&
    part(12, 16) > 0
  );
}
