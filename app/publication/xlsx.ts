/** Tables as an Excel workbook. */
import writeXlsxFile from 'write-excel-file/node';
import type { Cell, Table } from './export-table.ts';

const NAME_LENGTH = 31;

/** Names of sheets: no character that Excel refuses, at most 31, none twice. */
export function sheetNames(tables: readonly { name: string }[]): string[] {
  const taken = new Set<string>();
  return tables.map(({ name }, i) => {
    const plain =
      name
        .replace(/[\\/?*[\]:]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || String(i + 1);
    let own = plain.slice(0, NAME_LENGTH).trim();
    for (let n = 2; taken.has(own.toLowerCase()); n += 1) own = `${plain.slice(0, NAME_LENGTH - 4).trim()} (${n})`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** Texts are stored as texts, which nothing runs; control characters, which XML has no place for, are left out. */
function cellOf(cell: Cell) {
  if (cell === null) return null;
  if (typeof cell === 'number')
    return { value: cell, type: Number, format: Number.isInteger(cell) ? '0' : '0.00' } as const;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
  return { value: cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''), type: String } as const;
}

const widthOf = (table: Table, column: number) =>
  Math.min(60, Math.max(8, ...[table.heading, ...table.rows].map((row) => lengthOf(row[column] ?? null) + 2)));
const lengthOf = (cell: Cell) => (typeof cell === 'number' ? 8 : (cell?.length ?? 0));

/** One sheet a table: heading in bold, which stays when the rest is scrolled. */
export function xlsxOf(tables: readonly Table[]): Promise<Buffer> {
  const names = sheetNames(tables);
  return writeXlsxFile(
    tables.map((table, i) => ({
      sheet: names[i] ?? String(i + 1),
      stickyRowsCount: 1,
      columns: table.heading.map((_, column) => ({ width: widthOf(table, column) })),
      data: [
        table.heading.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true })),
        ...table.rows.map((row) => row.map(cellOf)),
      ],
    })),
  ).toBuffer();
}
