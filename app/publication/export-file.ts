/** A download of results: which file, how it is named and how it may be kept. */
import type { Locale } from '#app/i18n/text.ts';
import { csvOf } from './csv.ts';
import { exportTables, type Stamp, stamped, stampTable } from './export-table.ts';
import { publicView } from './public-view.ts';
import { xlsxOf } from './xlsx.ts';

export const exportKinds = ['xlsx', 'csv'] as const;
export type ExportKind = (typeof exportKinds)[number];

const mime = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Which results a snapshot holds. */
export function stampOf({ version, dataset }: { version: number; dataset: unknown }): Stamp {
  const { contestName, hash, methodVersion, version: replacing } = publicView(dataset);
  const supersedes = replacing && { ...replacing.supersedes, reason: replacing.reason };
  return { contest: contestName, version, hash, methodVersion, supersedes };
}

interface Options {
  name: string;
  locale: Locale;
  headers?: Record<string, string>;
  /** Of frozen results: stands in the last columns of the CSV, on the last sheet of the workbook. */
  stamp?: Stamp;
}

/** The workbook (recapitulation and a sheet for each criterion), or the recapitulation as CSV. */
export async function exportFile(
  kind: ExportKind,
  document: unknown,
  { name, locale, headers = {}, stamp }: Options,
): Promise<Response> {
  const tables = exportTables(document, locale);
  const [recap] = tables;
  if (!recap) throw new Error('no table');
  const body =
    kind === 'xlsx'
      ? new Uint8Array(await xlsxOf(stamp ? [...tables, stampTable(stamp, locale)] : tables))
      : csvOf(stamp ? stamped(recap, stamp, locale) : recap);
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
