/** A download of results: which file, how it is named and how it may be kept. */
import type { Locale } from '#app/i18n/text.ts';
import { csvOf } from './csv.ts';
import { exportTables } from './export-table.ts';
import { xlsxOf } from './xlsx.ts';

export const exportKinds = ['xlsx', 'csv'] as const;
export type ExportKind = (typeof exportKinds)[number];

const mime = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The workbook (recapitulation and a sheet for each criterion), or the recapitulation as CSV. */
export async function exportFile(
  kind: ExportKind,
  document: unknown,
  { name, locale, headers = {} }: { name: string; locale: Locale; headers?: Record<string, string> },
): Promise<Response> {
  const tables = exportTables(document, locale);
  const [recap] = tables;
  if (!recap) throw new Error('no table');
  const body = kind === 'xlsx' ? new Uint8Array(await xlsxOf(tables)) : csvOf(recap);
  return new Response(body, {
    headers: {
      'Cache-Control': 'no-store',
      'Content-Type': mime[kind],
      'Content-Disposition': `attachment; filename="${name}.${kind}"`,
      'X-Robots-Tag': 'noindex',
      ...headers,
    },
  });
}
