import type { Locale } from './text.ts';

const tag = (locale: Locale) => (locale === 'id' ? 'id-ID' : 'en-GB');

const kept = new Map<string, unknown>();

/** Made once: a formatter costs a millisecond on a tablet, and a sheet shows many figures with each tap. */
function once<F>(name: string, locale: Locale, make: (tag: string) => F): F {
  const key = `${name} ${locale}`;
  const known = kept.get(key) as F | undefined;
  if (known) return known;
  const made = make(tag(locale));
  kept.set(key, made);
  return made;
}

const dateFormat = (name: string, locale: Locale, options: Intl.DateTimeFormatOptions) =>
  once(name, locale, (language) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'Asia/Jakarta' }));
const numberFormat = (name: string, locale: Locale, options: Intl.NumberFormatOptions) =>
  once(name, locale, (language) => new Intl.NumberFormat(language, options));

/** Points with `decimals` places, half away from zero as the results page says: 87,25. */
export function formatPoints(value: number | null, locale: Locale, decimals = 2): string {
  if (value === null) return '–';
  return numberFormat(`points ${decimals}`, locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    roundingMode: 'halfExpand',
  }).format(value);
}

/** A count or measure without needless decimals. */
export function formatNumber(value: number, locale: Locale): string {
  return numberFormat('number', locale, { maximumFractionDigits: 2 }).format(value);
}

/** Share 0-1 as a percentage. */
export function formatShare(value: number, locale: Locale): string {
  return numberFormat('share', locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
}

/** Date and time in WIB: 24 November 2026 pukul 09.30 WIB. */
export function formatTime(value: Date | string, locale: Locale): string {
  return `${dateFormat('time', locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(value))} WIB`;
}

/** Date in WIB: 24 November 2026. */
export function formatDate(value: Date | string, locale: Locale): string {
  return dateFormat('date', locale, { dateStyle: 'long' }).format(new Date(value));
}

/** Time of day in WIB, with seconds: 09.30.15. */
export function formatClock(value: Date, locale: Locale): string {
  return dateFormat('clock', locale, { timeStyle: 'medium' }).format(value);
}

/** Hour and minute in WIB: 20.41. */
export function formatHour(value: Date, locale: Locale): string {
  return dateFormat('hour', locale, { hour: '2-digit', minute: '2-digit' }).format(value);
}
