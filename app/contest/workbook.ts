/**
 * The first filled, visible sheet of an Excel workbook (ECMA-376, SpreadsheetML) as CSV, one line a row, so that line
 * numbers are the sheet's. Only what the cells show is read: a formula's stored value, never the formula. Pure.
 */
import { XMLParser } from 'fast-xml-parser';
import { openZip, ZipError, ZipTooLarge } from './zip.ts';

/** Of one unpacked part, bytes: a list of 2,000 agencies takes less than one megabyte. */
const MOST_XML = 8 * 1024 * 1024;
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 100;

export type WorkbookFault = 'tooLarge' | 'tooManyRows' | 'brokenBook' | 'emptyBook';

type Node = Record<string, unknown>;
const lists = new Set(['sheet', 'Relationship', 'si', 'row', 'c', 'r', 't']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  htmlEntities: true,
  isArray: (name, _path, _leaf, isAttribute) => !isAttribute && lists.has(name),
});

const childrenOf = (node: unknown, name: string): Node[] => {
  const found = (node as Node | undefined)?.[name];
  return Array.isArray(found) ? (found as Node[]) : [];
};
const said = (node: unknown): string =>
  typeof node === 'string' ? node : String((node as Node | undefined)?.['#text'] ?? '');
/** Text of a string item: its own, or that of its differently formatted runs. Phonetic hints (rPh) are none. */
const textOf = (item: unknown): string =>
  [...childrenOf(item, 't'), ...childrenOf(item, 'r').flatMap((run) => childrenOf(run, 't'))].map(said).join('');

/** Reads a workbook. @returns its first filled sheet as CSV, or why there is none */
export function readWorkbook(bytes: Uint8Array): { text: string } | { fault: WorkbookFault } {
  try {
    const member = openZip(bytes, MOST_XML);
    const part = (name: string): Node => {
      const xml = member(name) ?? '';
      // A workbook has no document type; with one come entities that unfold without end.
      if (xml.includes('<!DOCTYPE')) throw new ZipError('document type');
      return parser.parse(xml) as Node;
    };
    const shared = childrenOf((part('xl/sharedStrings.xml').sst ?? {}) as Node, 'si').map(textOf);
    const sheets = sheetsOf(part);
    if (sheets.length === 0) return { fault: 'brokenBook' };
    for (const name of sheets) {
      const rows = rowsOf(part(name), shared);
      if (rows === 'tooManyRows') return { fault: rows };
      if (rows.some((row) => row.some((cell) => cell !== ''))) return { text: rows.map(csvLine).join('\n') };
    }
    return { fault: 'emptyBook' };
  } catch (error) {
    return { fault: error instanceof ZipTooLarge ? 'tooLarge' : 'brokenBook' };
  }
}

/** Members that hold the visible sheets, in the order of the tabs. */
function sheetsOf(part: (name: string) => Node): string[] {
  const book = part('xl/workbook.xml').workbook as Node | undefined;
  const links = part('xl/_rels/workbook.xml.rels').Relationships;
  const targets = new Map(childrenOf(links, 'Relationship').map((link) => [link['@Id'], String(link['@Target'])]));
  return childrenOf(book?.sheets, 'sheet')
    .filter((sheet) => !String(sheet['@state'] ?? '').includes('idden'))
    .flatMap((sheet) => {
      const target = targets.get(sheet['@id']);
      return target ? [target.startsWith('/') ? target.slice(1) : `xl/${target}`] : [];
    });
}

function rowsOf(sheet: Node, shared: readonly string[]): string[][] | 'tooManyRows' {
  const rows: string[][] = [];
  const data = (sheet.worksheet as Node | undefined)?.sheetData;
  for (const row of childrenOf(data, 'row')) {
    const number = Number(row['@r'] ?? rows.length + 1);
    if (!(number > 0 && number <= MOST_ROWS)) return 'tooManyRows';
    const cells: string[] = [];
    for (const cell of childrenOf(row, 'c')) {
      const column = columnOf(String(cell['@r'] ?? ''), cells.length);
      if (column < MOST_COLUMNS) cells[column] = cellText(cell, shared);
    }
    rows[number - 1] = Array.from(cells, (cell) => cell ?? '');
  }
  return Array.from(rows, (row) => row ?? []);
}

/** Column of a reference such as `AB12`, from 0; `next` when the cell names none. */
function columnOf(reference: string, next: number): number {
  const letters = /^[A-Z]+/i.exec(reference)?.[0].toUpperCase();
  if (!letters) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: Node, shared: readonly string[]): string {
  const value = said(cell.v);
  const kind = cell['@t'];
  if (kind === 's') return oneLine(shared[Number(value)] ?? '');
  if (kind === 'inlineStr') return oneLine(textOf(cell.is));
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return oneLine(value);
}

/** A cell of several lines becomes one: lines of the list are rows of the sheet. */
const oneLine = (text: string) =>
  text
    .replaceAll('_x000D_', '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

const csvLine = (cells: readonly string[]) =>
  cells.map((cell) => (/[",;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
