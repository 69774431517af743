import type { RegencyWords } from '../../regency.ts';

/** An article about gambling names it seldom; an advertisement does little else. */
const ADVERTISEMENT_HITS = 5;
const ADVERTISEMENT_PER_HUNDRED = 10;
const WALL_HITS = 12;

/**
 * Words of gambling advertisements in a text; none when it does not advertise. One word that news use too is not
 * enough, and a text that speaks of fighting gambling (police, blocking, dangers) is an article, unless it names the
 * games more often and more densely than an article would.
 */
export function advertisedGames(text: string, regency: RegencyWords): string[] {
  const { strong, weak, speaksAgainst, dense } = readGames(text, regency);
  if (strong.count === 0 && weak.found.length < 2) return [];
  return speaksAgainst && !dense ? [] : [...strong.found, ...weak.found];
}

/** Whether a text does little else than advertise games; a poster against them names a handful, a wall dozens. */
export function isWallOfAdvertisements(text: string, regency: RegencyWords): boolean {
  const { strong, hits, speaksAgainst, dense } = readGames(text, regency);
  return dense && strong.found.length >= 2 && (!speaksAgainst || hits >= WALL_HITS);
}

function readGames(text: string, { gambling }: RegencyWords) {
  const folded = text.toLowerCase().replace(/[\s_-]+/g, ' ');
  const strong = countWords(folded, gambling.words);
  const weak = countWords(folded, gambling.newsWords);
  const hits = strong.count + weak.count;
  const perHundred = (hits * 100) / folded.trim().split(' ').length;
  const prefixed = gambling.against.map((stem) => `(di|me|mem|men|meng|pe|pem|pen|peng|ber|ter)?${stem}`).join('|');
  const speaksAgainst = new RegExp(`(?<!\\p{L})(${prefixed})`, 'u').test(folded);
  const dense = hits >= ADVERTISEMENT_HITS && perHundred >= ADVERTISEMENT_PER_HUNDRED;
  return { strong, weak, hits, speaksAgainst, dense };
}

function countWords(folded: string, words: string[]): { found: string[]; count: number } {
  const counts = words.map((word) => ({ word, count: countOf(folded, word) })).filter(({ count }) => count > 0);
  return { found: counts.map(({ word }) => word), count: counts.reduce((sum, { count }) => sum + count, 0) };
}

function countOf(folded: string, word: string): number {
  return [...folded.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}])`, 'gu'))].length;
}

/** Whether a host is that of a gambling site by list or pattern; official and anti-gambling hosts never are. */
export function isGamblingHost(host: string, regency: RegencyWords): boolean {
  if (host === '') return false;
  const matches = (patterns: string[]) => patterns.some((pattern) => new RegExp(pattern, 'i').test(host));
  if (matches(regency.gambling.allowedHosts)) return false;
  return regency.gambling.hosts.includes(host.replace(/^www\./, '')) || matches(regency.gambling.hostPatterns);
}
