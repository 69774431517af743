import { formatHour } from '../i18n/format.ts';
import type { Locale } from '../i18n/text.ts';

/** Hour and minute in WIB: 20.41. */
export const clock = (at: string, locale: Locale): string => formatHour(new Date(at), locale);
