/** The words document as fields of a form, one line an item, and back. Pure; the document's own shape leads. */
import { kindOf, type ListKind } from './words.ts';

export interface ListField {
  path: string;
  key: string;
  kind: ListKind;
  text: string;
}
export interface ItemFields {
  path: string;
  id: string;
  name: { id: string; en: string };
  lists: ListField[];
}
export interface WordsSection {
  key: string;
  /** A single word, e.g. the regency's name. */
  text: { path: string; value: string } | null;
  lists: ListField[];
  /** Named groups of lists; the last one is empty, for a new group. */
  items: ItemFields[];
}

interface Item {
  id: string;
  name: { id: string; en?: string | undefined };
  [list: string]: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => isObject(each) && typeof each.id === 'string' && isObject(each.name));

const field = (path: string, key: string, lines: readonly string[]): ListField => {
  return { path, key, kind: kindOf(key), text: lines.join('\n') };
};

function listsOf(path: string, value: Record<string, unknown>): ListField[] {
  return Object.entries(value).flatMap(([key, inner]) => (isList(inner) ? [field(`${path}.${key}`, key, inner)] : []));
}

/** Not for people to edit: which files the document came from. */
const hidden = new Set(['portalDomains']);
/** Single words that may be absent. */
const singles = ['name', 'province'];

/** The sections of a document in its own order, single words first. */
export function sectionsOf(document: Record<string, unknown>): WordsSection[] {
  const words = singles.map((key): WordsSection => {
    const value = document[key];
    return { key, text: { path: key, value: typeof value === 'string' ? value : '' }, lists: [], items: [] };
  });
  const rest = Object.entries(document).flatMap(([key, value]): WordsSection[] => {
    const section = { key, text: null, lists: [], items: [] };
    if (hidden.has(key) || singles.includes(key)) return [];
    if (isList(value)) return [{ ...section, lists: [field(key, key, value)] }];
    if (isItems(value)) return [{ ...section, items: itemsOf(key, value) }];
    return isObject(value) ? [{ ...section, lists: listsOf(key, value) }] : [];
  });
  return [...words, ...rest];
}

function itemsOf(key: string, items: Item[]): ItemFields[] {
  const fields = items.map((item, index) => ({
    path: `${key}.${index}`,
    id: item.id,
    name: { id: item.name.id, en: item.name.en ?? '' },
    lists: listsOf(`${key}.${index}`, item),
  }));
  const last = fields.at(-1);
  if (!last) return fields;
  const path = `${key}.${items.length}`;
  const lists = last.lists.map((list) => ({ ...list, path: `${path}.${list.key}`, text: '' }));
  return [...fields, { path, id: '', name: { id: '', en: '' }, lists }];
}

const linesIn = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/**
 * The document that a form sent back describes. `shown` is the document the form was made from: what the form has no
 * field for stays as it was there. A group without name and lines is left out. Nothing is checked here.
 */
export function readWords(form: ReadonlyMap<string, string>, shown: Record<string, unknown>): Record<string, unknown> {
  const lines = (path: string, before: unknown) => {
    const typed = form.get(path);
    return typed === undefined ? before : linesIn(typed);
  };
  const listed = (path: string, value: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, isList(inner) ? lines(`${path}.${key}`, inner) : inner]),
    );
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(shown)) {
    if (hidden.has(key) || singles.includes(key)) read[key] = value;
    else if (isList(value)) read[key] = lines(key, value);
    else if (isItems(value)) read[key] = readItems(key, value, form, listed);
    else read[key] = isObject(value) ? listed(key, value) : value;
  }
  for (const key of singles) {
    const typed = form.get(key)?.trim();
    if (typed) read[key] = typed;
    else if (typed === '') delete read[key];
  }
  return read;
}

function readItems(
  key: string,
  items: Item[],
  form: ReadonlyMap<string, string>,
  listed: (path: string, value: Record<string, unknown>) => Record<string, unknown>,
): Item[] {
  const empty = Object.fromEntries(Object.entries(items.at(-1) ?? {}).map(([k, v]) => [k, isList(v) ? [] : v]));
  // The form leads: it may have been made from an uploaded document with more groups or fewer.
  const sent = [...form.keys()].filter((path) => path.startsWith(`${key}.`)).map((path) => Number(path.split('.')[1]));
  const count = sent.length > 0 ? Math.max(...sent) + 1 : items.length;
  const rows = Array.from({ length: count }, (_, index) => items[index] ?? { ...empty, id: '', name: { id: '' } });
  const taken = new Set<string>();
  return rows.flatMap((item, index): Item[] => {
    const path = `${key}.${index}`;
    const name = form.get(`${path}.name.id`)?.trim() ?? item.name.id;
    const en = form.get(`${path}.name.en`)?.trim() ?? item.name.en;
    const lists = listed(path, item);
    if (name === '' && Object.values(lists).every((each) => !isList(each) || each.length === 0)) return [];
    const id = newId(form.get(`${path}.id`) || item.id || name || path, taken);
    return [{ ...lists, id, name: en ? { id: name, en } : { id: name } }];
  });
}

/** A short name for a new group, unlike the others. */
function newId(name: string, taken: Set<string>): string {
  const dashed = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const plain = dashed.replace(/^-|-$/g, '') || 'baru';
  let id = plain;
  for (let n = 2; taken.has(id); n += 1) id = `${plain}-${n}`;
  taken.add(id);
  return id;
}
