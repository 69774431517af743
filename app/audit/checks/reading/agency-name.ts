import type { RegencyWords } from '../../regency.ts';

const ABBREVIATIONS: [RegExp, string][] = [
  [/\brsud\b/g, 'rumah sakit umum daerah'],
  [/\bkec\b/g, 'kecamatan'],
  [/\bkab\b/g, 'kabupaten'],
  [/\bdprd\b/g, 'dewan perwakilan rakyat daerah'],
  [/\bsetda\b/g, 'sekretariat daerah'],
  [/\bdan\b/g, ' '],
];
const DECORATION = ['pemerintah', 'pemkab', 'kabupaten', 'provinsi', 'website', 'situs', 'resmi', 'portal', 'laman'];

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
export function isSameAgency(a: string, b: string, regency: Pick<RegencyWords, 'name' | 'province'>): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length === 0 || right.length === 0) return false;
  if (left.join(' ') === right.join(' ')) return true;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < 2 || !short.every((word) => long.includes(word))) return false;
  const decoration = new Set([...DECORATION, ...wordsOf(regency.name), ...wordsOf(regency.province ?? '')]);
  return long.filter((word) => !short.includes(word)).every((word) => decoration.has(word));
}

function wordsOf(name: string): string[] {
  return foldName(name).split(' ').filter(Boolean);
}

/** Letters that may differ in a name of that many letters before it is taken for another name. */
const tolerated = (letters: number) => (letters > 14 ? 2 : 1);

/** Spellings in a text that are nearly, but not quite, the agency's name, as written there; capitals are no matter. */
export function nameSpellings(text: string, name: string, regency: Pick<RegencyWords, 'name'>): string[] {
  const wanted = wordsOf(name);
  const target = wanted.join(' ');
  if (target.length < 6) return [];
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    const written = line.split(/\s+/).filter(Boolean);
    for (let i = 0; i + wanted.length <= written.length && written.length < 2_000; i++) {
      const shown = written.slice(i, i + wanted.length).join(' ');
      const folded = foldName(shown);
      if (folded === target || Math.abs(folded.length - target.length) > 2) continue;
      // Names of other agencies differ in a word; a slip of the pen leaves the others as they are.
      const slips = folded.split(' ').filter((word, at) => word !== wanted[at]);
      if (slips.length !== 1 || distance(folded, target) > tolerated(target.length)) continue;
      if (foldName(regency.name) === slips[0]) continue;
      found.add(shown.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
    }
  }
  return [...found];
}

/** Levenshtein's: letters to change, add or take away. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
