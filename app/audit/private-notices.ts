/**
 * Identity numbers that a site shows to everybody: told to its webmaster alone, as a place and a count. The number
 * itself leaves this module in no form: `redact` takes it out of a visit before anything of it is stored.
 */
import { type NikMatch, nikMatches, redactAll, redactText } from './nik.ts';
import type { RegencyWords } from './regency.ts';
import type { PageRecord, PrivateNotice, Visit } from './visit.ts';

/** As far back on its line as a label may stand from its number. */
const REACH = 40;
const SHOWN = 60;

/**
 * One notice for each page on which a visitor reads at least one NIK. What is labelled as another number (account,
 * NIP, telephone), by the words before it or by the head of its column, is none.
 */
export function findPrivateNotices(pages: readonly PageRecord[], regency: RegencyWords): PrivateNotice[] {
  return pages
    .filter((page) => page.failure === null)
    .flatMap((page) => {
      const lines = page.text.split('\n');
      const places = lines.flatMap((line, row) =>
        nikMatches(line)
          .filter((match) => isIdentity(lines, row, match, regency.numberLabels))
          .map((match) => placeOf(line, match, labelsOf(lines, row, match).at(-1) ?? '')),
      );
      const [first] = places;
      if (first === undefined) return [];
      return [{ kind: 'nik' as const, url: redactText(page.finalUrl), count: places.length, where: first }];
    });
}

/** The nearest words that say what the number is decide; without any its own structure does. */
function isIdentity(lines: string[], row: number, match: NikMatch, words: RegencyWords['numberLabels']): boolean {
  for (const label of labelsOf(lines, row, match)) {
    if (says(label, words.identity)) return true;
    if (says(label, words.other)) return false;
  }
  return true;
}

/** Texts that may name the number, nearest first: before it in its cell, the head of its column, the line above. */
function labelsOf(lines: string[], row: number, { index }: NikMatch): string[] {
  const line = lines[row] ?? '';
  const column = line.slice(0, index).split('\t').length - 1;
  // What stands before another number names that one.
  const before = (line.slice(0, index).split('\t').at(-1) ?? '').split(/\d{6,}/).at(-1) ?? '';
  const cells = line.split('\t').length;
  // innerText of a table: a row a line, tabs between cells. Its head is the first of the rows as wide as this one.
  let head = row;
  while (cells > 1 && head > 0 && lines[head - 1]?.split('\t').length === cells) head--;
  const heading = cells > 1 && head < row ? (lines[head]?.split('\t')[column] ?? '') : '';
  const beside = cells > 1 && column > 0 && heading === '' ? (line.split('\t')[column - 1] ?? '') : '';
  const above =
    cells === 1 && before.trim() === '' ? (lines.slice(0, row).findLast((text) => text.trim() !== '') ?? '') : '';
  return [before.slice(-REACH), heading, beside, above.slice(-REACH)].filter((text) => text.trim() !== '');
}

function says(text: string, words: readonly string[]): boolean {
  const whole = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<!\\p{L})(${whole})(?!\\p{L})`, 'iu').test(text);
}

/** The words around the number, for finding it; other digits are hidden too, since they may belong to a person. */
function placeOf(line: string, { index, length }: NikMatch, label: string): string {
  const cut = `${line.slice(Math.max(0, index - SHOWN), index)}…${line.slice(index + length, index + length + 20)}`;
  const around = redactText(cut).replace(/\d/g, 'X').replace(/\s+/g, ' ').trim();
  return around === '…' && label !== '' ? `${redactText(label).replace(/\d/g, 'X').trim()}: …` : around;
}

/**
 * The visit with every number built like a NIK made unreadable wherever it stands (texts, HTML, addresses, bodies).
 * It does so more readily than `findPrivateNotices` accuses: what looks like one is better not kept. Pictures are as
 * they were; what the entry registered stays as it is.
 */
export function redact(visit: Visit): Visit {
  const { screenshots, register, entryUrl, ...rest } = visit;
  return { ...redactAll(rest), screenshots, register, entryUrl };
}
