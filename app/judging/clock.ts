import type { Locale } from '../i18n/text.ts';

/** Hour and minute in WIB: 20.41. */
export function clock(at: string, locale: Locale): string {
  const tag = locale === 'id' ? 'id-ID' : 'en-GB';
  return new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' }).format(
    new Date(at),
  );
}
