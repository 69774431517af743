import { formatPoints } from '#app/i18n/format.ts';
import { useLocale } from '#app/i18n/use-text.ts';
import { roundForDisplay } from '#app/scoring/round.ts';

/** Points as the results page says: rounded for display, half away from zero. A dash where there are none. */
export function Points({ value, decimals = 2 }: { value: number | null | undefined; decimals?: number }) {
  const locale = useLocale();
  return <>{formatPoints(value == null ? null : roundForDisplay(value, decimals), locale, decimals)}</>;
}
