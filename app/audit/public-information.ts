/** Documents citizens expect of an agency: which were found, how old they are by what is written on them. Pure; never points. */
import type { LocalizedText } from '../rubric/rubric.schema.ts';

/** Pages a webmaster may point to, and one visit asks for. */
export const MOST_POINTED = 20;

/**
 * Years a document has to speak of, counted from this year: `0` this year's, `1` last year's. Renja, DPA and performance
 * agreement are of the running year (Permendagri 86/2017, Permendagri 77/2020, PermenPAN-RB 53/2014); the performance
 * report is of the year before, due by the end of March (PermenPAN-RB 53/2014); a satisfaction survey is made at least
 * once a year (PermenPAN-RB 14/2017); the list of public information is renewed at least once a year (PerKI 1/2021). A
 * strategic plan spans five years and is current while one of them is this year.
 */
const rules: Record<string, { most: number; span?: true; dueMonth?: number }> = {
  renstra: { most: 0, span: true },
  renja: { most: 0 },
  dpa: { most: 0, dueMonth: 2 },
  'perjanjian-kinerja': { most: 0, dueMonth: 3 },
  lkjip: { most: 1, dueMonth: 4 },
  budget: { most: 1 },
  activities: { most: 0, dueMonth: 2 },
  survey: { most: 1 },
  dip: { most: 1 },
};

export interface FoundDocument {
  key: string;
  url: string;
  text: string;
}

export type DocumentState = 'current' | 'old' | 'undated' | 'found' | 'missing';

export interface DocumentRow {
  key: string;
  name: LocalizedText;
  /** found: there, and no rule asks for a year. undated: a rule asks, and nothing on the link tells. */
  state: DocumentState;
  /** The one with the newest year, files before pages as they were found. */
  document: FoundDocument | null;
  /** Newest year written on it. */
  year: number | null;
  /** Year the rule asks for; null without a rule. */
  wanted: number | null;
}

/** Pure: `today` is when the site was visited. Rows in the order of the expected documents. */
export function publicInformation(
  expected: readonly { id: string; name: LocalizedText }[],
  found: readonly FoundDocument[],
  today: Date,
): DocumentRow[] {
  return expected.map(({ id: key, name }) => {
    const own = found.filter((each) => each.key === key);
    const wanted = wantedYear(key, today);
    const dated = own.map((document) => ({ document, ...yearsOf(document) }));
    const [best] = dated.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0));
    if (!best) return { key, name, state: 'missing', document: null, year: null, wanted };
    const { document, year, from } = best;
    return { key, name, state: stateOf(key, wanted, from, year), document, year, wanted };
  });
}

function stateOf(key: string, wanted: number | null, from: number | null, year: number | null): DocumentState {
  if (wanted === null) return 'found';
  if (year === null || from === null) return 'undated';
  if (year >= wanted) return 'current';
  // "Renstra 2026" without the end of its span may still run: five years from the first.
  return rules[key]?.span && from === year && from + 4 >= wanted ? 'current' : 'old';
}

function wantedYear(key: string, today: Date): number | null {
  const rule = rules[key];
  if (!rule) return null;
  const late = today.getUTCMonth() + 1 < (rule.dueMonth ?? 1) ? 1 : 0;
  return today.getUTCFullYear() - rule.most - late;
}

/** First and last year written on a link or in its address; 1990 to ten years on, so that a number is none. */
function yearsOf({ url, text }: FoundDocument): { from: number | null; year: number | null } {
  const said = yearsIn(text);
  const years = said.length > 0 ? said : yearsIn(decodedPath(url));
  return years.length === 0 ? { from: null, year: null } : { from: Math.min(...years), year: Math.max(...years) };
}

function yearsIn(text: string): number[] {
  return [...text.matchAll(/(?<!\d)(19[9]\d|20[0-4]\d)(?!\d)/g)].map(([year]) => Number(year));
}

/** Upload folders (`/2024/03/`) tell when a file was put there, which is the best an address has to say. */
function decodedPath(url: string): string {
  if (!URL.canParse(url)) return '';
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
