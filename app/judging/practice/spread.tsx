import { formatPoints } from '#app/i18n/format.ts';
import { practiceText } from '#app/i18n/practice.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Spread } from '../spread.ts';

/** A level as people write it: 3 or 3,5. */
export const useLevel = () => {
  const locale = useLocale();
  return (level: number) => formatPoints(level, locale, Number.isInteger(level) ? 0 : 1);
};

/** Levels with how many gave each. */
export function SpreadList({ spread }: { spread: Spread | null }) {
  const t = useText(practiceText);
  const level = useLevel();
  if (!spread) return <span className="small muted">{t('spreadNone')}</span>;
  return (
    <ul className="spread">
      {spread.levels.map((each) => (
        <li key={each.level}>{t('spreadItem', { level: level(each.level), count: each.count })}</li>
      ))}
    </ul>
  );
}
