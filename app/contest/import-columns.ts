/** Which column of a list holds what: guessed from its headings, or as the organizer says. Pure. */

export const importColumns = ['kode', 'nama', 'kategori', 'url'] as const;
/** Most lines of a list. */
export const MAX_ROWS = 2000;

export type Column = (typeof importColumns)[number];

/** Position of the column from 0; `buat`: made from the name; null: not in the list. */
export type ColumnChoice = number | 'buat' | null;
export type ColumnMap = Record<Column, ColumnChoice>;

/** What can be made from a name when the list has no such column. */
export const madeFromName: readonly Column[] = ['kode', 'kategori'];

/** Headings as agencies write them, letters and digits only. */
const known: Record<Column, readonly string[]> = {
  kode: ['kode', 'kodeopd', 'kodeskpd', 'singkatan', 'akronim', 'code', 'id'],
  nama: [
    'nama',
    'namaopd',
    'namaskpd',
    'opd',
    'skpd',
    'namainstansi',
    'instansi',
    'perangkatdaerah',
    'namaperangkatdaerah',
    'unitkerja',
    'namaunitkerja',
    'name',
    'agency',
  ],
  kategori: ['kategori', 'jenis', 'jenisopd', 'kelompok', 'category', 'tipe'],
  url: [
    'url',
    'situs',
    'website',
    'web',
    'alamatsitus',
    'alamatwebsite',
    'alamatweb',
    'alamaturl',
    'situsweb',
    'link',
    'domain',
    'site',
    'namadomain',
  ],
};

const plain = (heading: string) => heading.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Position of the heading that says this column, and whether another says it too. */
function find(headings: readonly string[], column: Column): { at: number | null; twice: boolean } {
  const places = headings.flatMap((heading, at) => (known[column].includes(plain(heading)) ? [at] : []));
  const exact = places.filter((at) => plain(headings[at] ?? '') === column);
  const best = exact.length > 0 ? exact : places;
  return { at: best[0] ?? null, twice: exact.length > 1 };
}

/** How many of the four columns the headings name. */
export function recognised(headings: readonly string[]): number {
  return importColumns.filter((column) => find(headings, column).at !== null).length;
}

/** The choice made, else what the headings say; `twice` are columns that two headings name and nobody has chosen. */
export function columnsOf(
  headings: readonly string[],
  chosen: Partial<ColumnMap>,
): { map: ColumnMap; twice: Column[] } {
  const map = {} as ColumnMap;
  const twice: Column[] = [];
  for (const column of importColumns) {
    const choice = chosen[column];
    const guess = find(headings, column);
    map[column] = choice === undefined ? guess.at : choice;
    if (choice === undefined && guess.twice) twice.push(column);
  }
  return { map, twice };
}

/** Reads the choices of the form (`kolom_nama`: a position, `buat`, or empty for none). What is not sent is guessed. */
export function readColumns(form: FormData): Partial<ColumnMap> {
  const chosen: Partial<ColumnMap> = {};
  for (const column of importColumns) {
    const value = form.get(`kolom_${column}`);
    if (typeof value !== 'string') continue;
    if (value === '') chosen[column] = null;
    else if (value === 'buat' && madeFromName.includes(column)) chosen[column] = 'buat';
    else if (/^\d{1,3}$/.test(value)) chosen[column] = Number(value);
  }
  return chosen;
}

/** A short code from a name: `Dinas Lingkungan Hidup` is `dinas-lingkungan-hidup`; at most 60 letters. */
export function codeFromName(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
}

/** The first word of a name: Dinas, Badan, Kecamatan, RSUD. */
export const categoryFromName = (name: string) => name.trim().split(/[\s,]+/)[0] ?? '';
