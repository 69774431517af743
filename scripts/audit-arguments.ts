/** What the audit command line was asked to do. Pure but for reading the file of entries. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hostPort } from '#app/audit/egress.ts';
import { registeredDomain } from '#app/audit/same-site.ts';
import { readImport } from '#app/contest/import.ts';
import { MAX_ROWS } from '#app/contest/import-columns.ts';
import { decodeFile } from '#app/contest/import-file.ts';
import { CONTACT } from '#app/env.server.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { text } from '#app/i18n/text.ts';

export const HELP = `Pemakaian: npm run -s audit -- [pilihan] URL…

Memeriksa situs tanpa basis data: sinyal, nilai Lighthouse, dan usulan nilai.

  --runs N             kali Lighthouse dijalankan pada tiap situs, 1 sampai 9 (bawaan 3)
  --json BERKAS        tulis laporan lengkap sebagai JSON
  --entries BERKAS     daftar peserta (CSV: kode, nama, kategori, url); baris tanpa url dilewati
  --portal-domain D    domain portal kabupaten. Bawaan: domain terdaftar yang sama pada semua URL
                       bila berakhiran go.id; selain itu karanganyarkab.go.id
  --allow-private      izinkan alamat privat, hanya host dan porta dari URL yang disebut
  --contact ALAMAT     surel atau situs Anda, disebut kepada tiap situs yang diperiksa (bawaan: AUDIT_CONTACT)
  --help               bantuan ini

Kode keluar: 0 semua situs mendapat hasil (kegagalan situs termasuk hasil), 2 argumen salah atau alamat ditolak.

In English: audits websites without a database; prints scores and proposed points; --json writes the full report.
`;

export interface AuditTarget {
  url: string;
  name: string | null;
  category: string | null;
}

interface ListedEntry extends AuditTarget {
  name: string;
  /** Line of the file, the heading is line 1. */
  line: number;
}

export interface AuditArguments {
  help: boolean;
  runs: number;
  json: string | null;
  portalDomain: string;
  allowPrivate: string[];
  /** Told to every site in the user agent; null: nobody to ask. */
  contact: string | null;
  targets: AuditTarget[];
  /** Entries of the file that have no site. */
  withoutSite: { name: string; line: number }[];
}

/** The command line is wrong; `reasons` has one sentence for each fault. */
export class ArgumentError extends Error {
  readonly reasons: string[];
  constructor(reasons: string[]) {
    super(reasons.join('\n'));
    this.reasons = reasons;
  }
}

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
    return url ? [{ url: url.href, name: target.name, category: target.category }] : [];
  });
  const help = values.help ?? false;
  if (!help && targets.length === 0 && reasons.length === 0) reasons.push('Tidak ada URL yang disebut (lihat --help).');
  const portal = values['portal-domain'];
  if (portal !== undefined && !/^[a-z0-9.-]+$/i.test(portal)) reasons.push(`--portal-domain bukan domain: ${portal}`);
  const { contact = null } = values;
  if (contact !== null && !CONTACT.test(contact))
    reasons.push(`--contact harus surel atau alamat situs tanpa spasi: ${contact}`);
  if (reasons.length > 0 && !help) throw new ArgumentError(reasons);
  return {
    help,
    runs,
    json: values.json ?? null,
    portalDomain: portal ?? sharedDomain(targets),
    allowPrivate: values['allow-private'] ? targets.map(({ url }) => hostPort(new URL(url))) : [],
    contact,
    targets,
    withoutSite: listed.filter(({ url }) => url === '').map(({ name, line }) => ({ name, line })),
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
        contact: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new ArgumentError([optionFault(error)]);
  }
}

/** Node's complaint about the options, in Indonesian. */
function optionFault(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(said)?.[1] ?? said;
  switch (systemCode(error)) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `Pilihan ${option} tidak dikenal (lihat --help).`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return /does not take/.test(said) ? `Pilihan ${option} tidak memakai nilai.` : `Pilihan ${option} perlu nilai.`;
    default:
      return said;
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

function readEntries(path: string, reasons: string[]): ListedEntry[] {
  const say = text(entriesText, 'id');
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    reasons.push(`--entries ${path}: berkas tidak dapat dibaca (${systemCode(error)}).`);
    return [];
  }
  const decoded = decodeFile(bytes);
  const { rows, errors } =
    'fault' in decoded
      ? { rows: [], errors: [{ line: 0, fault: decoded.fault, value: String(MAX_ROWS), other: '' }] }
      : readImport(decoded.text);
  for (const { line, fault, value, other = '' } of errors) {
    const place = line > 0 ? `${path} baris ${line}` : path;
    reasons.push(`--entries ${place}: ${say(`fault_${fault}`, { value, other })}`);
  }
  if (errors.length === 0 && rows.every(({ url }) => url === null))
    reasons.push(`--entries ${path}: tidak ada baris yang memiliki url.`);
  return rows.map(({ url, name, category, line }) => ({ url: url ?? '', name, category, line }));
}

/** ENOENT and the like; the error's words where the system gave no code. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}

/** The registered domain under go.id that all sites share, else Karanganyar's. */
function sharedDomain(targets: readonly AuditTarget[]): string {
  const domains = new Set(targets.map(({ url }) => registeredDomain(new URL(url).hostname)));
  const [only] = domains;
  return domains.size === 1 && only?.endsWith('.go.id') ? only : 'karanganyarkab.go.id';
}
