/** An edition's own words and hosts: how a document of them is checked and what is kept of it. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { hashOf } from '#app/rubric/hash.ts';
import { type RegencyDocument, regencyDocument, regencyDocumentFor, regencyFor } from './regency.ts';

/** words: as they are; hosts: names of servers, `{portal}` allowed; patterns: regular expressions. */
export type ListKind = 'words' | 'hosts' | 'patterns';

const hostLists = new Set(['hosts', 'openDataHosts', 'officialSuffixes']);
const patternLists = new Set(['shareLinks', 'hostPatterns', 'allowedHosts']);

/** What a list of this key holds. */
export function kindOf(key: string): ListKind {
  if (hostLists.has(key)) return 'hosts';
  return patternLists.has(key) ? 'patterns' : 'words';
}

export interface WordsProblem {
  /** Of the list or field, e.g. `gambling.hosts`; empty: the document as a whole. */
  path: string;
  /** From 1; null when it is not about one line. */
  line: number | null;
  code: 'host' | 'pattern' | 'tooLong' | 'tooMany' | 'empty' | 'shape';
  value: string;
}

const MOST_LINES = 500;
const LONGEST = 200;
const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const host = new RegExp(`^(?:(?:${label}\\.)*\\{portal\\}|(?:${label}\\.)+[a-z]{2,})$`, 'i');

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'i');
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a document, list by list and line by line; nothing when it may be kept. */
export function problemsOf(document: unknown): WordsProblem[] {
  const problems = listProblems(document, []);
  if (problems.length > 0) return problems;
  const parsed = regencyDocument.safeParse(document);
  return (parsed.error?.issues ?? []).map(({ path, code, message }) => ({
    path: path.join('.'),
    line: null,
    code: code === 'too_small' ? 'empty' : 'shape',
    value: message,
  }));
}

function listProblems(value: unknown, path: string[]): WordsProblem[] {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return linesOf(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => listProblems(inner, [...path, key]));
}

function linesOf(lines: string[], path: string[]): WordsProblem[] {
  const at = path.join('.');
  const kind = kindOf(path.at(-1) ?? '');
  if (lines.length > MOST_LINES) return [{ path: at, line: null, code: 'tooMany', value: String(lines.length) }];
  return lines.flatMap((value, index): WordsProblem[] => {
    const problem = { path: at, line: index + 1, value: value.slice(0, 80) };
    if (value.length > LONGEST) return [{ ...problem, code: 'tooLong' }];
    if (kind === 'hosts' && path[0] === 'officialSuffixes')
      return /^[a-z0-9.-]+$/i.test(value) ? [] : [{ ...problem, code: 'host' }];
    if (kind === 'hosts' && !host.test(value)) return [{ ...problem, code: 'host' }];
    return kind === 'patterns' && !compiles(value) ? [{ ...problem, code: 'pattern' }] : [];
  });
}

/** What an edition keeps: the keys in which the document differs from the files; null when in none. */
export function editsOf(document: RegencyDocument, portalDomain: string): Partial<RegencyDocument> | null {
  const files: Record<string, unknown> = regencyDocumentFor(portalDomain);
  const own = Object.entries(document).filter(([key, value]) => !isDeepStrictEqual(value, files[key]));
  return own.length > 0 ? Object.fromEntries(own) : null;
}

/** The document of an edition as an organizer edits it, `{portal}` not written out. */
export function documentOf(portalDomain: string, edits: unknown): RegencyDocument {
  return regencyDocument.parse({ ...regencyDocumentFor(portalDomain), ...(edits ?? {}) });
}

/** Names the words that an audit was made with: two audits with different ones are not comparable. */
export function wordsStamp(portalDomain: string, edits: unknown): string {
  return hashOf(regencyFor(portalDomain, edits)).slice(0, 12);
}
