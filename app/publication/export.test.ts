import { describe, expect, test } from 'vitest';
import { openZip } from '#app/contest/zip.ts';
import { computeResults } from './compute.ts';
import { csvOf } from './csv.ts';
import type { DatasetInput } from './dataset.schema.ts';
import { exportTables } from './export-table.ts';
import { sheetNames, xlsxOf } from './xlsx.ts';

const document: DatasetInput = {
  format: 'opd-contest/1',
  contest: { id: '2026', name: 'Uji' },
  scale: { min: 0, max: 100 },
  method: { aggregate: 'mean', tieBreak: ['k', 'o'] },
  criteria: [
    { id: 'k', weight: 60, name: 'Konten', nameEn: 'Content', indicators: [{ id: 'K1', weight: 1, name: 'Isi' }] },
    {
      id: 'o',
      weight: 40,
      name: 'Operabilitas',
      indicators: [
        { id: 'O1', weight: 1, name: 'Cepat' },
        { id: 'O2', weight: 1, name: 'Aman' },
      ],
    },
  ],
  entries: [
    { id: 'a', category: 'Dinas', name: '=HYPERLINK("http://x")', url: 'https://a.go.id/' },
    { id: 'b', category: 'Dinas', name: 'B; "b"' },
    { id: 'c', category: 'Kecamatan', name: 'C', standing: 'noSite' },
  ],
  judges: [{ id: 'J1' }, { id: 'J2' }],
  assignments: ['a', 'b'].flatMap((entry) => ['J1', 'J2'].map((judge) => ({ entry, judge }))),
  marks: [
    { entry: 'a', judge: 'J1', indicator: 'K1', points: 50 },
    { entry: 'a', judge: 'J2', indicator: 'K1', points: 75 },
    { entry: 'b', judge: 'J1', indicator: 'K1', points: 90 },
    { entry: 'b', judge: 'J2', indicator: 'K1', points: 80 },
    { entry: 'b', judge: 'J2', indicator: 'O1', points: 33 },
  ],
  measured: [
    { entry: 'a', indicator: 'O1', points: 100 / 3 },
    { entry: 'b', indicator: 'O1', points: 60 },
    { entry: 'b', indicator: 'O2', points: 20 },
  ],
  notApplicable: [{ entry: 'a', indicator: 'O2' }],
};
const whole = () => ({ ...document, results: computeResults(document) });

describe('tables of a contest', () => {
  test('the recapitulation has the computed places and unrounded points, who has no site none', () => {
    const [recap] = exportTables(whole(), 'id');
    const results = computeResults(document);
    const of = (id: string) => results.entries.find((entry) => entry.id === id);
    expect(recap?.rows.map((row) => [row[2], row[0], row[7], row[8], row[9]])).toEqual(
      ['b', 'a', 'c'].map((id) => [
        id,
        of(id)?.rank ?? null,
        of(id)?.total ?? null,
        of(id)?.byCriterion.k ?? null,
        of(id)?.byCriterion.o ?? null,
      ]),
    );
    expect(recap?.rows[0]?.[0]).toBe(1);
  });

  test('a criterion’s table has a row for each judge: the own points before the shared ones', () => {
    const [, konten, operabilitas] = exportTables(whole(), 'id');
    expect(konten?.rows.map((row) => [row[0], row[3], row[4]])).toEqual([
      ['b', 'J1', 90],
      ['b', 'J2', 80],
      ['a', 'J1', 50],
      ['a', 'J2', 75],
    ]);
    expect(operabilitas?.rows.map((row) => row.slice(3))).toEqual([
      ['J1', 60, 20],
      ['J2', 33, 20],
      ['J1', 100 / 3, 'tidak berlaku'],
      ['J2', 100 / 3, 'tidak berlaku'],
    ]);
    expect(exportTables(whole(), 'en')[1]?.name).toBe('Content');
  });
});

describe('CSV', () => {
  test.each(['=1+1', '+62', '-x', '@cmd', '\tx', '\rx'])('%j does not begin a formula', (cell) => {
    const [, line] = csvOf({ heading: ['n'], rows: [[cell]] }).split(/\r\n/);
    expect(line?.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  test('numbers stay numbers, quotes are doubled, the mark comes first', () => {
    expect(
      csvOf({
        heading: ['a', 'b'],
        rows: [
          [-1.5, 'x "y", z'],
          [null, 'é'],
        ],
      }),
    ).toBe('\uFEFFa,b\r\n-1.5,"x ""y"", z"\r\n,é\r\n');
  });
});

describe('workbook', () => {
  test('a sheet a table, typed cells, a heading that stays, and no formula whatever a name says', async () => {
    const member = openZip(new Uint8Array(await xlsxOf(exportTables(whole(), 'id'))), 10_000_000);
    const names = [...(member('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((each) => each[1]);
    expect(names).toEqual(['Rekapitulasi', 'Konten', 'Operabilitas']);
    for (const n of [1, 2, 3]) {
      const sheet = member(`xl/worksheets/sheet${n}.xml`) ?? '';
      expect(sheet).toContain('state="frozen"');
      expect(sheet).not.toContain('<f>');
    }
    expect(member('xl/worksheets/sheet3.xml')).toContain(`<v>${100 / 3}</v>`);
  });

  test('names of sheets fit Excel', () => {
    expect(sheetNames([{ name: 'a/b:c' }, { name: 'x'.repeat(40) }, { name: 'x'.repeat(40) }, { name: '' }])).toEqual([
      'a b c',
      'x'.repeat(31),
      `${'x'.repeat(27)} (2)`,
      '4',
    ]);
  });
});
