/** Reads an organizer's list of entries. Pure: text in, rows and row errors out; nothing is written here. */
import { CsvError, type Info, parse } from 'csv-parse/sync';
import {
  type Column,
  type ColumnMap,
  categoryFromName,
  codeFromName,
  columnsOf,
  importColumns,
  MAX_ROWS,
  recognised,
} from './import-columns.ts';
import { type FileFault, IMPORT_LIMIT } from './import-file.ts';
import { readSiteUrl, type SiteUrlFault } from './site-url.ts';

const LENGTHS = { kode: 60, nama: 200, kategori: 60, url: 500 } as const;

export interface ImportRow {
  /** Line of the file, the heading is line 1. */
  line: number;
  code: string;
  name: string;
  category: string;
  /** null: belum ada situs. */
  url: string | null;
}

export type ImportFault =
  | 'empty'
  | FileFault
  | 'tooManyRows'
  | 'quoteOpen'
  | 'quoteInside'
  | 'malformed'
  | 'columnMissing'
  | 'noCodes'
  | 'columnTwice'
  | 'columnShared'
  | 'kodeMissing'
  | 'namaMissing'
  | 'kategoriMissing'
  | 'tooLong'
  | 'tooManyCells'
  | 'codeTwice'
  | 'urlTwice'
  | 'urlOfOther'
  | 'nameTwice'
  | 'nameOfOther'
  | SiteUrlFault;

/** A fault with where it is and what it quotes; the catalogue says it and how to mend it. `line` 0: the whole file. */
export interface ImportError {
  line: number;
  fault: ImportFault;
  /** The offending cell or column. */
  value: string;
  /** Line or code of the other one, for what is there twice. */
  other?: string | number;
}

export interface ImportReading {
  rows: ImportRow[];
  errors: ImportError[];
  /** The list's headings, and which of them is read as what. Empty when there is no list. */
  headings: string[];
  columns: ColumnMap;
}

const delimiters = [',', ';', '\t'] as const;
/** Lines above the heading that a list may have: a title, an empty line, Excel's `sep=;`. */
const TITLE_LINES = 10;

/**
 * The line of the heading (from 1), and the delimiter that splits it best; Indonesian Excel saves semicolons. The first line
 * that names two of our columns, else the first that is not empty.
 */
function headingOf(text: string): { line: number; delimiter: string } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const filled = lines.flatMap((said, i) => (said.trim() === '' ? [] : [{ said, line: i + 1 }])).slice(0, TITLE_LINES);
  for (const { said, line } of filled) {
    const cells = (each: string) => said.split(each).map((cell) => cell.replace(/^[\s"]+|[\s"]+$/g, ''));
    const best = delimiters.toSorted((one, other) => recognised(cells(other)) - recognised(cells(one)))[0] ?? ',';
    if (recognised(cells(best)) >= 2) return { line, delimiter: best };
  }
  const first = filled[0] ?? { said: '', line: 1 };
  const counted = delimiters.map((each) => ({ each, count: first.said.split(each).length }));
  const { each } = counted.reduce((best, next) => (next.count > best.count ? next : best));
  return { line: first.line, delimiter: each };
}

interface Line {
  line: number;
  cells: string[];
}

function splitLines(text: string): Line[] {
  const heading = headingOf(text);
  // With `info` each record comes with `lines`, the line it ends on: a cell that spans lines is named by its last.
  const records = parse(text, {
    bom: true,
    delimiter: heading.delimiter,
    from_line: heading.line,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: Info }[];
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

const noColumns: ColumnMap = { kode: null, nama: null, kategori: null, url: null };

/**
 * Reads the list. Every wrong row is named; `rows` holds only the sound ones.
 * @param chosen which column is read as what, where the organizer has said it; the rest is guessed from the headings
 */
export function readImport(text: string, chosen: Partial<ColumnMap> = {}): ImportReading {
  const whole = (fault: ImportFault, value = '', line = 0, headings: string[] = []): ImportReading => ({
    rows: [],
    errors: [{ line, fault, value }],
    headings,
    columns: headings.length > 0 ? columnsOf(headings, chosen).map : noColumns,
  });
  if (Buffer.byteLength(text) > IMPORT_LIMIT) return whole('tooLarge');
  let lines: Line[];
  try {
    lines = splitLines(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 0;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return whole('quoteOpen', '', line);
    const inside = error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE';
    return whole(inside ? 'quoteInside' : 'malformed', '', line);
  }
  const [heading, ...body] = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!heading) return whole('empty');
  const headings = heading.cells;
  const { map, twice } = columnsOf(headings, chosen);
  const fault = (name: ImportFault, value: string) => whole(name, value, heading.line, headings);
  for (const column of importColumns) {
    const at = map[column];
    if (twice.includes(column)) return fault('columnTwice', column);
    const missing = at === null || (typeof at === 'number' && at >= headings.length);
    if (missing && (column !== 'url' || chosen.url === undefined))
      return column === 'kode' ? fault('noCodes', '') : fault('columnMissing', column);
    if (typeof at === 'number' && importColumns.some((other) => other !== column && map[other] === at))
      return fault('columnShared', headings[at] ?? column);
  }
  if (body.length === 0) return fault('empty', '');
  if (body.length > MAX_ROWS) return fault('tooManyRows', String(MAX_ROWS));
  return { ...checkRows(body, headings.length, map), headings, columns: map };
}

/** Names are the same however they are spaced and capitalised. */
export const sameName = (name: string) => name.toLowerCase().replace(/\s+/g, ' ').trim();

function cellOf(cells: readonly string[], column: Column, map: ColumnMap): string {
  const at = map[column];
  if (at === 'buat') {
    const name = cellOf(cells, 'nama', map);
    return column === 'kode' ? codeFromName(name) : categoryFromName(name);
  }
  return at === null ? '' : (cells[at] ?? '');
}

function checkRows(body: Line[], width: number, map: ColumnMap): Pick<ImportReading, 'rows' | 'errors'> {
  const errors: ImportError[] = [];
  const rows: ImportRow[] = [];
  const codes = new Map<string, number>();
  const names = new Map<string, number>();
  const urls = new Map<string, number>();
  for (const { line, cells } of body) {
    const before = errors.length;
    const fail = (fault: ImportFault, value = '', other?: number) =>
      errors.push({ line, fault, value, ...(other === undefined ? {} : { other }) });
    /** Says `fault` when the value was there on an earlier line, else keeps it. */
    const once = (seen: Map<string, number>, key: string, fault: ImportFault, value: string) => {
      const other = seen.get(key);
      if (other !== undefined) fail(fault, value, other);
      else if (key !== '') seen.set(key, line);
    };
    const cell = (column: Column) => cellOf(cells, column, map);
    const extra = cells.slice(width);
    if (extra.some((each) => each !== '')) fail('tooManyCells', extra.join(' '));
    for (const column of importColumns) {
      // What is made from an empty name is not missed a second time.
      if (cell(column) === '' && column !== 'url' && map[column] !== 'buat') fail(`${column}Missing`);
      if (cell(column).length > LENGTHS[column]) fail('tooLong', column);
    }
    const [code, name] = [cell('kode'), cell('nama')];
    const twins = errors.length;
    once(codes, code.toLowerCase(), 'codeTwice', code);
    // The same agency twice has the same code twice: said once.
    if (errors.length === twins) once(names, sameName(name), 'nameTwice', name);
    const site = readSiteUrl(cell('url'));
    if ('fault' in site) fail(site.fault, cell('url'));
    else if (site.url !== null) once(urls, site.url, 'urlTwice', site.url);
    if (errors.length === before && !('fault' in site))
      rows.push({ line, code, name, category: cell('kategori'), url: site.url });
  }
  return { rows, errors };
}
