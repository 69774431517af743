/** What the audit command line was asked to do. Pure but for reading the file of entries. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { hostPort } from '#app/audit/egress.ts';
import { registeredDomain } from '#app/audit/same-site.ts';

export const HELP = `Pemakaian: npm run -s audit -- [pilihan] URL…

Memeriksa situs tanpa basis data: sinyal, nilai Lighthouse, dan usulan nilai.

  --runs N             kali Lighthouse dijalankan pada tiap situs, 1 sampai 9 (bawaan 3)
  --json BERKAS        tulis laporan lengkap sebagai JSON
  --entries BERKAS     daftar peserta (CSV: kode, nama, kategori, url); baris tanpa url dilewati
  --portal-domain D    domain portal kabupaten. Bawaan: domain terdaftar yang sama pada semua URL
                       bila berakhiran go.id; selain itu karanganyarkab.go.id
  --allow-private      izinkan alamat privat, hanya host dan porta dari URL yang disebut
  --help               bantuan ini

Kode keluar: 0 semua situs mendapat hasil (kegagalan situs termasuk hasil), 2 argumen salah atau alamat ditolak.

In English: audits websites without a database; prints scores and proposed points; --json writes the full report.
`;

export interface AuditTarget {
  url: string;
  name: string | null;
  category: string | null;
}

export interface AuditArguments {
  help: boolean;
  runs: number;
  json: string | null;
  portalDomain: string;
  allowPrivate: string[];
  targets: AuditTarget[];
  /** Names of entries of the file that have no site. */
  withoutSite: string[];
}

/** The command line is wrong; `reasons` has one sentence for each fault. */
export class ArgumentError extends Error {
  readonly reasons: string[];
  constructor(reasons: string[]) {
    super(reasons.join('\n'));
    this.reasons = reasons;
  }
}

const row = z.object({ kode: z.string(), nama: z.string(), kategori: z.string(), url: z.string() });

/**
 * Reads the arguments after `--`.
 * @throws ArgumentError naming everything that is wrong
 */
export function readArguments(args: readonly string[]): AuditArguments {
  const { values, positionals } = parseOptions(args);
  const reasons: string[] = [];
  const runs = Number(values.runs ?? '3');
  if (!Number.isInteger(runs) || runs < 1 || runs > 9) reasons.push(`--runs harus bilangan 1 sampai 9: ${values.runs}`);
  const listed = values.entries === undefined ? [] : readEntries(values.entries, reasons);
  const named = positionals.map((url) => ({ url, name: null, category: null }));
  const targets = [...named, ...listed.filter(({ url }) => url !== '')].flatMap((target) => {
    const url = readUrl(target.url, reasons);
    return url ? [{ ...target, url: url.href }] : [];
  });
  const help = values.help ?? false;
  if (!help && targets.length === 0 && reasons.length === 0) reasons.push('Tidak ada URL yang disebut (lihat --help).');
  const portal = values['portal-domain'];
  if (portal !== undefined && !/^[a-z0-9.-]+$/i.test(portal)) reasons.push(`--portal-domain bukan domain: ${portal}`);
  if (reasons.length > 0 && !help) throw new ArgumentError(reasons);
  return {
    help,
    runs,
    json: values.json ?? null,
    portalDomain: portal ?? sharedDomain(targets),
    allowPrivate: values['allow-private'] ? targets.map(({ url }) => hostPort(new URL(url))) : [],
    targets,
    withoutSite: listed.filter(({ url }) => url === '').map(({ name }) => name ?? ''),
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runs: { type: 'string' },
        json: { type: 'string' },
        entries: { type: 'string' },
        'portal-domain': { type: 'string' },
        'allow-private': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new ArgumentError([error instanceof Error ? error.message : String(error)]);
  }
}

function readUrl(text: string, reasons: string[]): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.hostname === '') reasons.push(`Bukan URL lengkap (sertakan https://): ${text}`);
  else if (url.protocol !== 'http:' && url.protocol !== 'https:') reasons.push(`Hanya http dan https: ${text}`);
  else if (url.username || url.password) reasons.push(`URL tidak boleh memuat nama pengguna atau sandi: ${url.host}`);
  else return url;
  return null;
}

function readEntries(path: string, reasons: string[]): AuditTarget[] {
  try {
    const options = { columns: true, bom: true, trim: true, skip_empty_lines: true };
    return z
      .array(row)
      .parse(parse(readFileSync(path, 'utf8'), options))
      .map(({ url, nama, kategori }) => ({ url, name: nama, category: kategori }));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'kolom kode, nama, kategori, url harus ada' : String(error);
    reasons.push(`--entries ${path}: ${why}`);
    return [];
  }
}

/** The registered domain under go.id that all sites share, else Karanganyar's. */
function sharedDomain(targets: readonly AuditTarget[]): string {
  const domains = new Set(targets.map(({ url }) => registeredDomain(new URL(url).hostname)));
  const [only] = domains;
  return domains.size === 1 && only?.endsWith('.go.id') ? only : 'karanganyarkab.go.id';
}
