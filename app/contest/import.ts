/** Reads an organizer's list of entries. Pure: bytes or text in, rows and row errors out; nothing is written here. */
import { CsvError, type Info, parse } from 'csv-parse/sync';
import { readSiteUrl, type SiteUrlFault } from './site-url.ts';

export const importColumns = ['kode', 'nama', 'kategori', 'url'] as const;
type Column = (typeof importColumns)[number];

/** Largest file taken, bytes. */
export const IMPORT_LIMIT = 1024 * 1024;
const MAX_ROWS = 2000;
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
  | 'tooLarge'
  | 'notText'
  | 'spreadsheet'
  | 'tooManyRows'
  | 'quoteOpen'
  | 'quoteInside'
  | 'malformed'
  | 'columnMissing'
  | 'columnTwice'
  | 'kodeMissing'
  | 'namaMissing'
  | 'kategoriMissing'
  | 'tooLong'
  | 'tooManyCells'
  | 'codeTwice'
  | 'urlTwice'
  | 'urlOfOther'
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
}

/** Decodes a file as spreadsheets save it: UTF-8 (BOM or not), UTF-16 with a BOM, else Windows-1252. */
export function decodeFile(bytes: Uint8Array): { text: string } | { fault: 'tooLarge' | 'spreadsheet' | 'notText' } {
  if (bytes.byteLength > IMPORT_LIMIT) return { fault: 'tooLarge' };
  const [a, b] = bytes;
  if ((a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf)) return { fault: 'spreadsheet' };
  let text: string;
  if (a === 0xff && b === 0xfe) text = new TextDecoder('utf-16le').decode(bytes);
  else {
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      text = new TextDecoder('windows-1252').decode(bytes);
    }
  }
  return text.includes('\0') ? { fault: 'notText' } : { text };
}

/** The delimiter that splits the heading best; Indonesian Excel saves semicolons. */
function delimiterOf(heading: string): string {
  const counted = [',', ';', '\t'].map((each) => ({ each, count: heading.split(each).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

interface Line {
  line: number;
  cells: string[];
}

function splitLines(text: string): Line[] {
  const heading = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? '';
  // With `info` each record comes with `lines`, the line it ends on: a cell that spans lines is named by its last.
  const records = parse(text, {
    bom: true,
    delimiter: delimiterOf(heading),
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: Info }[];
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

/** Reads the list. Every wrong row is named; `rows` holds only the sound ones. */
export function readImport(text: string): ImportReading {
  const whole = (fault: ImportFault, value = '', line = 0): ImportReading => ({
    rows: [],
    errors: [{ line, fault, value }],
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
  const names = heading.cells.map((cell) => cell.toLowerCase());
  for (const column of importColumns) {
    if (!names.includes(column)) return whole('columnMissing', column, heading.line);
    if (names.indexOf(column) !== names.lastIndexOf(column)) return whole('columnTwice', column, heading.line);
  }
  if (body.length === 0) return whole('empty');
  if (body.length > MAX_ROWS) return whole('tooManyRows', String(MAX_ROWS));
  return checkRows(body, names);
}

function checkRows(body: Line[], names: string[]): ImportReading {
  const errors: ImportError[] = [];
  const rows: ImportRow[] = [];
  const codes = new Map<string, number>();
  const urls = new Map<string, number>();
  for (const { line, cells } of body) {
    const before = errors.length;
    const fail = (fault: ImportFault, value = '', other?: number) =>
      errors.push({ line, fault, value, ...(other === undefined ? {} : { other }) });
    const cell = (column: Column) => cells[names.indexOf(column)] ?? '';
    if (cells.slice(names.length).some((extra) => extra !== ''))
      fail('tooManyCells', cells.slice(names.length).join(' '));
    for (const column of importColumns) {
      if (cell(column) === '' && column !== 'url') fail(`${column}Missing`);
      if (cell(column).length > LENGTHS[column]) fail('tooLong', column);
    }
    const code = cell('kode');
    const sameCode = codes.get(code.toLowerCase());
    if (code !== '' && sameCode !== undefined) fail('codeTwice', code, sameCode);
    else if (code !== '') codes.set(code.toLowerCase(), line);
    const site = readSiteUrl(cell('url'));
    if ('fault' in site) fail(site.fault, cell('url'));
    else if (site.url !== null) {
      const sameUrl = urls.get(site.url);
      if (sameUrl === undefined) urls.set(site.url, line);
      else fail('urlTwice', site.url, sameUrl);
    }
    if (errors.length === before && !('fault' in site)) {
      rows.push({ line, code, name: cell('nama'), category: cell('kategori'), url: site.url });
    }
  }
  return { rows, errors };
}
