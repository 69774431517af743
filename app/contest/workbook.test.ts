import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readImport } from './import.ts';
import { readWorkbook } from './workbook.ts';

/** A zip archive of deflated members. */
function zipOf(members: Record<string, string | Buffer>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(members)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(data), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(data.length, 22);
    head.writeUInt16LE(name.length, 26);
    const row = Buffer.alloc(46);
    row.writeUInt32LE(0x02014b50, 0);
    row.writeUInt16LE(8, 10);
    row.writeUInt32LE(packed.length, 20);
    // A lie: nothing is believed about the unpacked size.
    row.writeUInt32LE(1, 24);
    row.writeUInt16LE(name.length, 28);
    row.writeUInt32LE(at, 42);
    directory.push(row, Buffer.from(name));
    parts.push(head, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(members).length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}

const book = (sheets: string, sheet: string, more: Record<string, string | Buffer> = {}) =>
  zipOf({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  });
const one = '<sheet name="A" sheetId="1" r:id="r1"/>';
const inline = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('workbooks', () => {
  test('a workbook written by a program is read like the same list as CSV', async () => {
    const cells = (row: string[]) => row.map((value) => ({ value, type: String }));
    const rows = [
      ['Nama OPD', 'Kode', 'Kategori', 'Situs'],
      ['Dinas “A”, B & C', 'a', 'Dinas', 'https://a.go.id'],
      ['Kecamatan Jaten', 'jaten', 'Kecamatan', ''],
    ];
    const bytes = await writeXlsxFile(rows.map(cells)).toBuffer();
    const read = readWorkbook(new Uint8Array(bytes));
    if (!('text' in read)) throw new Error(read.fault);
    expect(readImport(read.text)).toMatchObject({
      errors: [],
      rows: [
        { line: 2, code: 'a', name: 'Dinas “A”, B & C', category: 'Dinas', url: 'https://a.go.id/' },
        { line: 3, code: 'jaten', name: 'Kecamatan Jaten', category: 'Kecamatan', url: null },
      ],
    });
  });

  test('a formula gives the value that was stored with it, and without one nothing', () => {
    const row = `<row r="1"><c r="A1"><f>HYPERLINK("http://x")</f></c><c r="C1" t="str"><f>A1</f><v>tampak</v></c></row>`;
    expect(readWorkbook(book(one, row))).toEqual({ text: ',,tampak' });
  });

  test('lines of the list are rows of the sheet, whatever a cell holds', () => {
    const rows = `<row r="2">${inline('B2', 'satu&#10;dua &amp; ,')}</row><row r="5"><c r="A5"><v>7</v></c></row>`;
    expect(readWorkbook(book(one, rows))).toEqual({ text: '\n,"satu dua & ,"\n\n\n7' });
  });

  test('hidden sheets are passed over, runs of a text are joined', () => {
    const sheets = `<sheet name="X" sheetId="1" state="hidden" r:id="r1"/><sheet name="Y" sheetId="2" r:id="r2"/>`;
    const shared = '<sst><si><r><t>Di</t></r><r><t xml:space="preserve">nas </t></r><rPh><t>no</t></rPh></si></sst>';
    const second = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>';
    const more = { 'xl/worksheets/sheet2.xml': second, 'xl/sharedStrings.xml': shared };
    expect(readWorkbook(book(sheets, `<row r="1">${inline('A1', 'rahasia')}</row>`, more))).toEqual({ text: 'Dinas' });
  });
});

describe('hostile workbooks', () => {
  test.each<[string, Uint8Array, string]>([
    ['a bomb', book(one, 'x', { 'xl/sharedStrings.xml': Buffer.alloc(50_000_000, 32) }), 'tooLarge'],
    ['entities', book(one, '', { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "b">]><sst/>' }), 'brokenBook'],
    ['a row far down', book(one, '<row r="1048576"/>'), 'tooManyRows'],
    ['no workbook', zipOf({ 'word/document.xml': '<x/>' }), 'brokenBook'],
    ['nothing in it', book(one, ''), 'emptyBook'],
    ['cut off', book(one, '<row r="1"/>').slice(0, 120), 'brokenBook'],
  ])('%s', (_, bytes, fault) => {
    expect(readWorkbook(bytes)).toEqual({ fault });
  });
});
