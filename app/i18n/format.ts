import type { Locale } from './text.ts';

const tag = (locale: Locale) => (locale === 'id' ? 'id-ID' : 'en-GB');

/** Points with `decimals` places, half away from zero as the results page says: 87,25. */
export function formatPoints(value: number | null, locale: Locale, decimals = 2): string {
  if (value === null) return '–';
  return new Intl.NumberFormat(tag(locale), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    roundingMode: 'halfExpand',
  }).format(value);
}

/** A count or measure without needless decimals. */
export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(tag(locale), { maximumFractionDigits: 2 }).format(value);
}

/** Share 0-1 as a percentage. */
export function formatShare(value: number, locale: Locale): string {
  return new Intl.NumberFormat(tag(locale), { style: 'percent', maximumFractionDigits: 0 }).format(value);
}

/** Date and time in WIB: 24 November 2026 pukul 09.30 WIB. */
export function formatTime(value: Date | string, locale: Locale): string {
  const date = new Intl.DateTimeFormat(tag(locale), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  });
  return `${date.format(new Date(value))} WIB`;
}

/** Date in WIB: 24 November 2026. */
export function formatDate(value: Date | string, locale: Locale): string {
  return new Intl.DateTimeFormat(tag(locale), { dateStyle: 'long', timeZone: 'Asia/Jakarta' }).format(new Date(value));
}

/** Time of day in WIB, with seconds: 09.30.15. */
export function formatClock(value: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(tag(locale), { timeStyle: 'medium', timeZone: 'Asia/Jakarta' }).format(value);
}
