import { formatPoints } from '#app/i18n/format.ts';
import { useLocale } from '#app/i18n/use-text.ts';
import { roundForDisplay } from '#app/scoring/round.ts';

interface PointsProps {
  value: number | null | undefined;
  decimals?: number;
  /** With a plus sign above zero. */
  signed?: boolean;
}

/** Points as the results page says: rounded for display, half away from zero. A dash where there are none. */
export function Points({ value, decimals = 2, signed = false }: PointsProps) {
  const locale = useLocale();
  const rounded = value == null ? null : roundForDisplay(value, decimals);
  return (
    <>
      {signed && rounded !== null && rounded > 0 ? '+' : ''}
      {formatPoints(rounded, locale, decimals)}
    </>
  );
}
