import type { RegencyWords } from '../../regency.ts';
import { toE164 } from './phone.ts';

type NumberChannel = 'whatsapp' | 'sms' | 'phone';

export interface TypedNumber {
  channel: NumberChannel;
  /** E.164. */
  number: string;
  /** The number with what stands around it. */
  context: string;
}

/** Not inside a longer run of digits: a NIP or a NIK has a phone number somewhere in it. */
const NUMBER = /(?<![\d.,/-])(?:\+\s?62|\(?0)[\d\s().–-]{6,20}\d(?!\d)/g;
const AREA_CODE = /^\(0[2-9]\d{1,2}\)/;
const REACH = 40;

/**
 * Numbers in visible text that stand near a word for their channel: up to 40 characters after it on the same line,
 * alone on the line below it, or directly before it in brackets. The nearest words decide; a fax is no channel. An
 * area code in brackets needs no word.
 */
export function typedNumbers(text: string, words: RegencyWords['contactWords']): TypedNumber[] {
  const lines = text.split(/\n+/).map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim());
  return lines.flatMap((line, i) =>
    [...line.matchAll(NUMBER)].flatMap((match) => {
      const number = toE164(match[0]);
      if (!number) return [];
      const end = match.index + match[0].length;
      const before = line.slice(0, match.index);
      const label = before.trim() === '' ? (lines.slice(0, i).findLast((l) => l !== '') ?? '') : before;
      const near = channelsNear(label.slice(-REACH), line.slice(end, end + 14), words);
      // An area code in brackets is a telephone's, also beside an icon that no text names.
      const channels = near.length === 0 && AREA_CODE.test(match[0]) ? ['phone' as const] : near;
      return channels
        .filter((channel) => channel !== 'fax')
        .map((channel) => ({ channel, number, context: `${label.slice(-REACH)}${match[0]}` }));
    }),
  );
}

function channelsNear(before: string, after: string, words: RegencyWords['contactWords']): (NumberChannel | 'fax')[] {
  const bracket = /^\s*\(([^)]*)/.exec(after)?.[1] ?? '';
  const inBracket = lastWords(bracket, words);
  return inBracket.length > 0 ? inBracket : lastWords(before, words);
}

/** The channels of the last word in the text, with those joined to it as in "Telp/WA" or "WhatsApp dan SMS". */
function lastWords(text: string, words: RegencyWords['contactWords']): (NumberChannel | 'fax')[] {
  const channels = ['whatsapp', 'sms', 'phone', 'fax'] as const;
  const hits = channels
    .flatMap((channel) =>
      words[channel].flatMap((word) =>
        [...text.matchAll(new RegExp(`(?<![\\p{L}])${escaped(word)}(?![\\p{L}])`, 'giu'))].map((m) => ({
          channel,
          start: m.index,
          end: m.index + m[0].length,
        })),
      ),
    )
    .sort((a, b) => b.end - a.end);
  const found: (NumberChannel | 'fax')[] = [];
  let start = Number.POSITIVE_INFINITY;
  for (const hit of hits) {
    const joined =
      start === Number.POSITIVE_INFINITY || /^\s*([/&,|+]|dan|atau|and|or)?\s*$/.test(text.slice(hit.end, start));
    if (!joined) break;
    if (!found.includes(hit.channel)) found.push(hit.channel);
    start = Math.min(start, hit.start);
  }
  return found;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
