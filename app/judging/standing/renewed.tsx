import { formatPoints } from '#app/i18n/format.ts';
import { standingText } from '#app/i18n/standing.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Notice } from '#app/ui/notice.tsx';
import type { Renewed } from '../renewed.server.ts';

/** Tells a judge which proposals were replaced after they had corrected them; the corrections stay. */
export function RenewedProposals({ renewed }: { renewed: readonly Renewed[] }) {
  const t = useText(standingText);
  const locale = useLocale();
  if (renewed.length === 0) return null;
  const points = (value: number | null) => formatPoints(value, locale, 1);
  return (
    <Notice tone="warning" title={t('renewedTitle')}>
      <ul>
        {renewed.map(({ indicator, before, after, reason }) => (
          <li key={indicator}>
            <a href={`#i-${indicator}`}>
              {t('renewedItem', { indicator, before: points(before), after: points(after), reason })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
