import { expect, test } from 'vitest';
import { nameLines } from './slope-chart.tsx';

test.each([
  ['Dinas Kesehatan', ['Dinas Kesehatan']],
  ['Badan Perencanaan Pembangunan Daerah, Penelitian', ['Badan Perencanaan Pembangunan', 'Daerah, Penelitian']],
  [
    'Dinas Pekerjaan Umum, Penataan Ruang, Perumahan Rakyat, Kawasan Permukiman',
    ['Dinas Pekerjaan Umum, Penataan', 'Ruang, Perumahan Rakyat, Kawasa…'],
  ],
  ['Dinaskomunikasiinformatikastatistikpersandian', ['Dinaskomunikasiinformatikastatis', 'tikpersandian']],
])('%s', (name, lines) => {
  expect(nameLines(name)).toEqual(lines);
});
