const ABBREVIATIONS: [RegExp, string][] = [
  [/\brsud\b/g, 'rumah sakit umum daerah'],
  [/\bkec\b/g, 'kecamatan'],
  [/\bkab\b/g, 'kabupaten'],
  [/\bdprd\b/g, 'dewan perwakilan rakyat daerah'],
  [/\bsetda\b/g, 'sekretariat daerah'],
  [/\bdan\b/g, ' '],
];
const DECORATION = [
  'pemerintah',
  'pemkab',
  'kabupaten',
  'provinsi',
  'website',
  'situs',
  'resmi',
  'portal',
  'laman',
  'jawa',
  'tengah',
];

/** Lower case, accents and punctuation dropped, common abbreviations written out. */
export function foldName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' dan ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ABBREVIATIONS.reduce((text, [short, long]) => text.replace(short, long), plain)
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Whether two names mean one agency: "Dinas Kesehatan Kabupaten X" is "Dinas Kesehatan" in regency X, but
 * "Dinas Kesehatan Hewan" is not, nor is "Kecamatan" alone the district that is called like the regency.
 */
export function isSameAgency(a: string, b: string, regencyName: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length === 0 || right.length === 0) return false;
  if (left.join(' ') === right.join(' ')) return true;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < 2 || !short.every((word) => long.includes(word))) return false;
  const decoration = new Set([...DECORATION, ...foldName(regencyName).split(' ')]);
  return long.filter((word) => !short.includes(word)).every((word) => decoration.has(word));
}

function wordsOf(name: string): string[] {
  return foldName(name).split(' ').filter(Boolean);
}
