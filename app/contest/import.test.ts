import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ImportFault, readImport } from './import.ts';
import { codeFromName } from './import-columns.ts';
import { decodeFile, IMPORT_LIMIT } from './import-file.ts';

const heading = 'kode,nama,kategori,url\n';
const faults = (text: string) => readImport(text).errors.map(({ line, fault }) => [line, fault]);
const one = (line: string): ImportFault[] => readImport(heading + line).errors.map((each) => each.fault);
const bytes = (...values: number[]) => Uint8Array.from(values);

test('the real list reads without an error', () => {
  const { rows, errors } = readImport(readFileSync('db/seed/opd-karanganyar.csv', 'utf8'));
  expect(errors).toEqual([]);
  expect(rows).toHaveLength(41);
  expect(rows.filter((row) => row.url !== null)).toHaveLength(4);
  expect(rows.find((row) => row.code === 'dishub')?.name).toBe('Dinas Perhubungan, Perumahan dan Kawasan Permukiman');
});

describe('files as spreadsheets save them', () => {
  test.each([
    [';', 'Kode;NAMA;Kategori;URL\r\ndlh;Dinas A, B;Dinas;\r\n'],
    ['tab', 'kode\tnama\tkategori\turl\ndlh\tDinas A, B\tDinas\t\n'],
    ['comma, other order, an extra column, BOM', '\uFEFFurl,catatan,nama,kode,kategori\n,x,"Dinas A, B",dlh,Dinas'],
    ['old Mac line ends', 'kode,nama,kategori,url\rdlh,"Dinas A, B",Dinas,\r'],
    ['no url cell at all', 'kode,nama,kategori,url\ndlh,"Dinas A, B",Dinas\n'],
  ])('%s', (_, text) => {
    const { rows, errors } = readImport(text);
    expect(errors).toEqual([]);
    expect(rows).toEqual([{ line: 2, code: 'dlh', name: 'Dinas A, B', category: 'Dinas', url: null }]);
  });

  test('empty lines do not shift the line numbers', () => {
    expect(faults(`${heading}\n\n,,,\na,,Dinas,\n`)).toEqual([[5, 'namaMissing']]);
  });

  test('formula-looking cells are plain text', () => {
    const { rows } = readImport(`${heading}=1+1,@nama,-x,\n`);
    expect(rows[0]).toMatchObject({ code: '=1+1', name: '@nama', category: '-x' });
  });
});

describe('columns', () => {
  test('headings as agencies write them, below a title and Excel’s own line', () => {
    const { rows, errors } = readImport(
      'sep=;\nDAFTAR OPD, KABUPATEN\n\nNo;Singkatan;Nama OPD;Jenis;Alamat Website\n1;dlh;"Dinas A; B";Dinas;https://a.go.id\n2;;x;y;\n',
    );
    expect(rows).toEqual([{ line: 5, code: 'dlh', name: 'Dinas A; B', category: 'Dinas', url: 'https://a.go.id/' }]);
    expect(errors).toEqual([{ line: 6, fault: 'kodeMissing', value: '' }]);
  });

  test('the organizer’s choice goes before the guess, and what is missing is made from the name', () => {
    const text = 'Perangkat Daerah,Nama,x\nKecamatan Jaten,Pak Camat,https://j.go.id\n';
    expect(readImport(text).errors).toMatchObject([{ fault: 'noCodes' }]);
    const { rows, errors } = readImport(text, { kode: 'buat', nama: 0, kategori: 'buat', url: 2 });
    expect(errors).toEqual([]);
    expect(rows).toEqual([
      { line: 2, code: 'kecamatan-jaten', name: 'Kecamatan Jaten', category: 'Kecamatan', url: 'https://j.go.id/' },
    ]);
  });

  test('one column for two things, and a column that is not there, are refused', () => {
    const text = 'kode,nama,kategori,url\na,A,Dinas,\n';
    expect(readImport(text, { kode: 1 }).errors).toMatchObject([{ fault: 'columnShared', value: 'nama' }]);
    expect(readImport(text, { nama: 9 }).errors).toMatchObject([{ fault: 'columnMissing', value: 'nama' }]);
    expect(readImport(text, { url: null }).rows).toHaveLength(1);
  });

  test('a code from a name has letters, digits and single dashes, 60 at most', () => {
    expect(codeFromName('  RSUD “Kartini” & Café ')).toBe('rsud-kartini-cafe');
    expect(codeFromName('x'.repeat(99))).toHaveLength(60);
  });
});

describe('row errors', () => {
  test('one name twice, however it is spaced', () => {
    expect(faults(`${heading}a,Dinas A,Dinas,\nb,DINAS  a,Dinas,\n`)).toEqual([[3, 'nameTwice']]);
  });

  test('every wrong row is named and only the sound ones are left', () => {
    const text = `${heading}a,Dinas A,Dinas,\n,Dinas B,Dinas,\nc,,,\nA,Dinas D,Dinas,ftp://x.id\n`;
    const { rows, errors } = readImport(text);
    expect(errors.map(({ line, fault }) => [line, fault])).toEqual([
      [3, 'kodeMissing'],
      [4, 'namaMissing'],
      [4, 'kategoriMissing'],
      [5, 'codeTwice'],
      [5, 'urlScheme'],
    ]);
    expect(errors[3]).toMatchObject({ value: 'A', other: 2 });
    expect(rows.map((row) => row.code)).toEqual(['a']);
  });

  test('one address twice, however it is spelled', () => {
    const text = `${heading}a,A,Dinas,https://A.go.id\nb,B,Dinas,https://a.go.id/#atas\n`;
    expect(readImport(text).errors).toEqual([{ line: 3, fault: 'urlTwice', value: 'https://a.go.id/', other: 2 }]);
  });

  test.each<[string, ImportFault[]]>([
    ['a,A,Dinas,dlh.go.id', ['urlNoScheme']],
    ['a,A,Dinas,dlh.go.id:8080', ['urlNoScheme']],
    ['a,A,Dinas,javascript:alert(1)', ['urlScheme']],
    ['a,A,Dinas,mailto:a@b.id', ['urlScheme']],
    ['a,A,Dinas,https://user:rahasia@dlh.go.id', ['urlCredentials']],
    ['a,A,Dinas,https://dlh', ['urlHost']],
    ['a,A,Dinas,https://dl h.go.id', ['urlBroken']],
    ['a,A,Dinas,http://localhost:8080/x', []],
    ['a,A,Dinas,https://dlh.localhost:9', []],
    ['a,Dinas A, B,Dinas,https://a.go.id', ['tooManyCells', 'urlNoScheme']],
    [`a,${'x'.repeat(201)},Dinas,`, ['tooLong']],
  ])('%s', (line, expected) => {
    expect(one(line)).toEqual(expected);
  });
});

describe('files that are no list', () => {
  test.each<[string, ImportFault]>([
    ['', 'empty'],
    ['\n \n', 'empty'],
    [heading, 'empty'],
    ['kode,nama,url\na,A,\n', 'columnMissing'],
    ['kode,kode,nama,kategori,url\n', 'columnTwice'],
    [`${heading}a,"A,Dinas,\n`, 'quoteOpen'],
    [`${heading}a,A "B",Dinas,\n`, 'quoteInside'],
    ['x'.repeat(IMPORT_LIMIT + 1), 'tooLarge'],
  ])('%j', (text, fault) => {
    const { rows, errors } = readImport(text);
    expect(rows).toEqual([]);
    expect(errors.map((each) => each.fault)).toEqual([fault]);
  });
});

describe('decoding', () => {
  test('UTF-8, UTF-16 and Windows-1252', () => {
    expect(decodeFile(new TextEncoder().encode('é'))).toEqual({ text: 'é' });
    expect(decodeFile(bytes(0xff, 0xfe, 0x61, 0x00))).toEqual({ text: 'a' });
    expect(decodeFile(bytes(0xfe, 0xff, 0x00, 0x61))).toEqual({ text: 'a' });
    expect(decodeFile(bytes(0x93, 0xe9))).toEqual({ text: '“é' });
  });

  test('workbooks and binaries are told apart', () => {
    expect(decodeFile(bytes(0x50, 0x4b, 3, 4))).toEqual({ fault: 'brokenBook' });
    expect(decodeFile(bytes(0xd0, 0xcf, 0x11, 0xe0))).toEqual({ fault: 'oldBook' });
    expect(decodeFile(bytes(0x61, 0, 0x62))).toEqual({ fault: 'notText' });
    expect(decodeFile(new Uint8Array(IMPORT_LIMIT + 1))).toEqual({ fault: 'tooLarge' });
  });
});
