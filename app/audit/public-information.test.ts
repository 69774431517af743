import { expect, test } from 'vitest';
import { publicInformation } from './public-information.ts';

const october = new Date('2026-10-05T03:00:00Z');
const row = (key: string, found: { text?: string; url?: string }[], today = october) => {
  const documents = found.map(({ text = 'Unduh', url = 'https://dinas.example/unduh' }) => ({ key, text, url }));
  const [only] = publicInformation([{ id: key, name: { id: key } }], documents, today);
  if (!only) throw new Error('no row');
  return only;
};

test.each([
  ['renja', 'Renja Tahun 2026', 'current'],
  ['renja', 'Renja Tahun 2025', 'old'],
  ['renja', 'Rencana Kerja', 'undated'],
  ['lkjip', 'LKjIP 2025', 'current'],
  ['lkjip', 'LKjIP 2024', 'old'],
  ['renstra', 'Renstra 2021-2026', 'current'],
  ['renstra', 'Renstra 2018-2023', 'old'],
  ['renstra', 'Renstra 2025', 'current'],
  ['renstra', 'Renstra 2020', 'old'],
  ['service-standard', 'Standar Pelayanan 2019', 'found'],
] as const)('%s "%s" is %s', (key, text, state) => {
  expect(row(key, [{ text }]).state).toBe(state);
});

test('the year before counts until the document is due', () => {
  const february = new Date('2027-02-10T03:00:00Z');
  expect(row('lkjip', [{ text: 'LKjIP 2025' }], february)).toMatchObject({ state: 'current', wanted: 2025 });
  expect(row('lkjip', [{ text: 'LKjIP 2025' }], new Date('2027-04-10T03:00:00Z')).state).toBe('old');
});

test('the newest of several stands for them; an address tells the year when the words do not', () => {
  const found = [
    { text: 'DPA 2023' },
    { text: 'DPA', url: 'https://dinas.example/wp-content/uploads/2026/01/dpa.pdf' },
    { text: 'DPA 2024' },
  ];
  expect(row('dpa', found)).toMatchObject({ state: 'current', year: 2026, document: { text: 'DPA' } });
});

test('a number that is no year dates nothing; what was not found is missing', () => {
  expect(row('dpa', [{ text: 'DPA nomor 120261', url: 'https://dinas.example/d/3120' }]).state).toBe('undated');
  expect(row('dpa', [])).toMatchObject({ state: 'missing', document: null });
});
