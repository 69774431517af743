/** A table as CSV that a spreadsheet opens without running anything. Pure. */
import type { Cell, Table } from './export-table.ts';

/** What spreadsheets take for the beginning of a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  // A number is a number: only a text may not begin a formula.
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 with a byte order mark, which Excel needs to read UTF-8. */
export function csvOf({ heading, rows }: Pick<Table, 'heading' | 'rows'>): string {
  return `\uFEFF${[heading, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}
