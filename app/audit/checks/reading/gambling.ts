import type { RegencyWords } from '../../regency.ts';

/** Words of gambling advertisements in a text, each once, with how often any of them stands there. */
export function gamblingWords(text: string, regency: RegencyWords): { words: string[]; count: number } {
  const folded = text.toLowerCase().replace(/[\s_-]+/g, ' ');
  const words: string[] = [];
  let count = 0;
  for (const word of regency.gambling.words) {
    const hits = [...folded.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}])`, 'gu'))].length;
    if (hits > 0) words.push(word);
    count += hits;
  }
  return { words, count };
}

/**
 * Whether a text advertises gambling. A text that speaks of fighting it (police, blocking, dangers) is an article,
 * unless it names the games more often than an article would.
 */
export function advertisesGambling(text: string, regency: RegencyWords): string[] {
  const { words, count } = gamblingWords(text, regency);
  if (count === 0) return [];
  const against = regency.gambling.against.filter((stem) =>
    new RegExp(`(?<!\\p{L})(di|me[mn]?|pe[mn]?|ber|ter)?${stem}`, 'iu').test(text),
  );
  const perHundredWords = (count * 100) / Math.max(1, text.trim().split(/\s+/).length);
  const isArticle = against.length > 0 && (count < 5 || perHundredWords < 10);
  return isArticle ? [] : words;
}

/** Whether a host is that of a gambling site by list or pattern; official and anti-gambling hosts never are. */
export function isGamblingHost(host: string, regency: RegencyWords): boolean {
  if (host === '') return false;
  const matches = (patterns: string[]) => patterns.some((pattern) => new RegExp(pattern, 'i').test(host));
  if (matches(regency.gambling.allowedHosts)) return false;
  return regency.gambling.hosts.includes(host.replace(/^www\./, '')) || matches(regency.gambling.hostPatterns);
}
