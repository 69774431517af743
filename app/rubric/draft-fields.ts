/**
 * The fields of the rubric editor. A field is named by its place in the document (`criteria.0.indicators.2.weight`), so what
 * the schema finds wrong stands at the field it is about. Pure.
 */
import { z } from 'zod';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { type Locale, text } from '#app/i18n/text.ts';
import { type RubricDocument, rubricDocument } from './rubric.schema.ts';

type Kind = 'number' | 'text' | 'list' | 'tasks';
const indicatorAt = 'criteria\\.\\d{1,2}\\.indicators\\.\\d{1,2}';
/** Nothing but these can be set by a form. */
const fields: [RegExp, Kind][] = [
  [/^criteria\.\d{1,2}\.weight$/, 'number'],
  [/^criteria\.\d{1,2}\.name\.(id|en)$/, 'text'],
  [/^bands\.\d{1,2}\.from$/, 'number'],
  [/^bands\.\d{1,2}\.name\.(id|en)$/, 'text'],
  [/^scale\.points\.\d{1,2}$/, 'number'],
  [new RegExp(`^${indicatorAt}\\.weight$`), 'number'],
  [new RegExp(`^${indicatorAt}\\.(name|description)\\.(id|en)$`), 'text'],
  [new RegExp(`^${indicatorAt}\\.levels\\.\\d{1,2}\\.(id|en)$`), 'text'],
  [new RegExp(`^${indicatorAt}\\.appliesTo$`), 'list'],
  [new RegExp(`^${indicatorAt}\\.zeroWhen$`), 'list'],
  [new RegExp(`^${indicatorAt}\\.tasks\\.[^.]{1,60}$`), 'tasks'],
  [new RegExp(`^${indicatorAt}\\.signals\\.\\d{1,2}\\.signal$`), 'text'],
  [new RegExp(`^${indicatorAt}\\.signals\\.\\d{1,2}\\.weight$`), 'number'],
  [new RegExp(`^${indicatorAt}\\.signals\\.\\d{1,2}\\.appliesTo$`), 'list'],
  [new RegExp(`^${indicatorAt}\\.signals\\.\\d{1,2}\\.curve\\.\\d{1,2}\\.[01]$`), 'number'],
];

export interface DraftReading {
  /** Null when something is wrong; then `errors` names each field. */
  document: RubricDocument | null;
  /** The fault of a field, by its name; of a part without a field, by the part's path. */
  errors: Record<string, string>;
}

/** Reads a number as people write it: 12,5 and 12.5. Not a number for anything else. */
export function readNumber(typed: string): number {
  const plain = typed.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

type Tree = Record<string, unknown>;
const listOf = (typed: string) => [...new Set(typed.split(',').map((each) => each.trim()))].filter(Boolean);

/** One task a line, the English after a bar: `Cari jam layanan | Find the opening hours`. */
function readTasks(typed: string) {
  return typed
    .split(/\r?\n/)
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([id]) => id)
    .map(([id = '', en]) => (en ? { id, en } : { id }));
}

function fieldValue(kind: Kind, typed: readonly string[]): unknown {
  const [first = ''] = typed;
  if (kind === 'number') return readNumber(first);
  if (kind === 'list') return listOf(typed.join(','));
  return kind === 'tasks' ? readTasks(first) : first.trim();
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  let at: Tree = tree;
  path.slice(0, -1).forEach((step, i) => {
    if (!Object.hasOwn(at, step)) at[step] = /^\d+$/.test(path[i + 1] ?? '') && path[i] !== 'levels' ? [] : {};
    at = at[step] as Tree;
  });
  at[path.at(-1) ?? ''] = value;
}

/**
 * The document with what a form says put in its place. Fields that the form lacks stay; a signal without a name, a point
 * without numbers and an empty English text are taken off.
 */
export function withFields(document: RubricDocument, form: FormData, locale: Locale): DraftReading {
  const tree = structuredClone(document) as unknown as Tree;
  for (const name of new Set(form.keys())) {
    const kind = fields.find(([pattern]) => pattern.test(name))?.[1];
    if (kind) put(tree, name.split('.'), fieldValue(kind, form.getAll(name).map(String)));
  }
  const order = document.criteria.map(({ id }) => ({ id, at: readNumber(String(form.get(`tieBreak.${id}`) ?? '')) }));
  if (order.some(({ at }) => !Number.isNaN(at)))
    tree.tieBreak = order.toSorted((a, b) => place(a.at) - place(b.at)).map(({ id }) => id);
  tidy(tree, form);
  return check(tree, locale);
}

const place = (at: number) => (Number.isNaN(at) ? Number.MAX_SAFE_INTEGER : at);
const blank = (value: unknown) => typeof value === 'number' && Number.isNaN(value);

/** Takes off what was left empty. Goes over the tree once, whatever part of it the form was about. */
function tidy(tree: Tree, form: FormData): void {
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const own = node as Tree;
    if (own.en === '') delete own.en;
    if (Array.isArray(own.appliesTo) && own.appliesTo.length === 0) delete own.appliesTo;
    if (Array.isArray(own.zeroWhen) && own.zeroWhen.length === 0) delete own.zeroWhen;
    if (Array.isArray(own.curve))
      own.curve = own.curve
        .filter((point: unknown[]) => !(blank(point[0]) && blank(point[1])))
        .toSorted((a: number[], b: number[]) => (a[0] ?? 0) - (b[0] ?? 0));
    if (Array.isArray(own.signals)) own.signals = own.signals.filter((each) => (each as Tree).signal !== '');
    if (typeof own.tasks === 'object' && own.tasks !== null) {
      const kept = Object.entries(own.tasks).filter(([, tasks]) => (tasks as unknown[]).length > 0);
      if (kept.length === 0) delete own.tasks;
      else own.tasks = Object.fromEntries(kept);
    }
    for (const each of Object.values(own)) visit(each);
  };
  visit(tree);
  // No box ticked sends nothing at all: the form says that it has the boxes.
  for (const name of form.getAll('kotak').map(String))
    if (fields.some(([pattern, kind]) => kind === 'list' && pattern.test(name)) && !form.has(name)) {
      const path = name.split('.');
      const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Tree | undefined)?.[step], tree);
      if (typeof parent === 'object' && parent !== null) delete (parent as Tree)[path.at(-1) ?? ''];
    }
}

const said = { id: z.locales.id().localeError, en: z.locales.en().localeError };

/** Checks a document's shape; each fault under the path it is at, in the reader's language. */
export function check(value: unknown, locale: Locale): DraftReading {
  const parsed = rubricDocument.safeParse(value, { error: said[locale] });
  if (parsed.success) return { document: parsed.data, errors: {} };
  const t = text(rubricEditorText, locale);
  const errors = Object.fromEntries(
    parsed.error.issues
      .toReversed()
      // The one rule that the schema adds to its shapes has words of its own.
      .map(({ path, code, message }) => [path.map(String).join('.'), code === 'custom' ? t('curveRises') : message]),
  );
  return { document: null, errors };
}

/** Reads a file: its faults by path, or under the empty path that it is no JSON. */
export function readFile(text: string, locale: Locale): DraftReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { document: null, errors: { '': 'JSON' } };
  }
  return check(value, locale);
}
