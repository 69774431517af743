/** Numbers and dates in words, as an Indonesian official document has them. */

const ONES = [
  'nol',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
];
const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];
const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];

/**
 * A whole number from 0 to 999,999 in words: 2026 is "dua ribu dua puluh enam".
 * @throws RangeError beyond
 */
export function inWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 999_999) throw new RangeError(`no words for ${value}`);
  const rest = (n: number) => (n === 0 ? '' : ` ${inWords(n)}`);
  if (value < 12) return ONES[value] ?? '';
  if (value < 20) return `${ONES[value - 10]} belas`;
  if (value < 100) return `${ONES[Math.floor(value / 10)]} puluh${rest(value % 10)}`;
  if (value < 200) return `seratus${rest(value % 100)}`;
  if (value < 1000) return `${ONES[Math.floor(value / 100)]} ratus${rest(value % 100)}`;
  if (value < 2000) return `seribu${rest(value % 1000)}`;
  return `${inWords(Math.floor(value / 1000))} ribu${rest(value % 1000)}`;
}

const ROMAN: [number, string][] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 1 to 39 in Roman numerals, as places are counted: 4 is IV. */
export function roman(value: number): string {
  const found = ROMAN.find(([worth]) => worth <= value);
  return found ? found[1] + roman(value - found[0]) : '';
}

export interface DayInWords {
  /** Selasa */
  weekday: string;
  /** dua puluh empat */
  day: string;
  /** November */
  month: string;
  /** dua ribu dua puluh enam */
  year: string;
  /** 24 November 2026 */
  plain: string;
}

/** A day written `2026-11-24`. @throws RangeError when it is none */
export function dayInWords(date: string): DayInWords {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.toISOString().slice(0, 10) !== date) throw new RangeError(`no day: ${date}`);
  const name = MONTHS[month - 1] ?? '';
  return {
    weekday: DAYS[at.getUTCDay()] ?? '',
    day: inWords(day),
    month: name,
    year: inWords(year),
    plain: `${day} ${name} ${year}`,
  };
}
