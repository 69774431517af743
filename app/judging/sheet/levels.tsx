import { formatPoints } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { levelsOf, pointsOfLevel } from '#app/rubric/levels.ts';
import type { LocalizedText, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { useShownFirst } from './after-paint.ts';

interface LevelsProps {
  name: string;
  scale: RubricDocument['scale'];
  value: number | null;
  /** What a site of that level looks like; without it the levels stand in one row. */
  descriptions?: Record<string, LocalizedText>;
  suggested?: number | null;
  disabled: boolean;
  /** The radios show it already; a sheet need not be drawn anew before that is painted. */
  onChoose(level: number): void;
}

/**
 * Levels as native radios: whole ones large, each with its description, half steps slim between their neighbours.
 * In the source they stand in rising order, so arrow keys walk the scale.
 */
export function Levels({ name, scale, value, descriptions, suggested, disabled, onChoose }: LevelsProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const [shown, show] = useShownFirst(value);
  return (
    <div className={descriptions ? 'levels' : 'levels levels--row'}>
      {levelsOf(scale).map((level) => {
        const whole = Number.isInteger(level);
        const said = formatPoints(level, locale, whole ? 0 : 1);
        const text = descriptions?.[String(level)];
        const points = formatPoints(pointsOfLevel(scale, level), locale, 0);
        return (
          <label key={level} className={whole ? 'level' : 'level level--half'} data-at={level * 2}>
            <input
              type="radio"
              name={name}
              value={level}
              checked={shown === level}
              disabled={disabled}
              onChange={() => {
                onChoose(level);
                show(level);
              }}
            />
            <span className="level__face">
              <span className="level__number">{said}</span>
              {text ? <span className="level__text">{localized(text, locale)}</span> : null}
              {whole && suggested === level ? <span className="level__hint">{t('suggested')}</span> : null}
              <span className={whole && descriptions ? 'level__points' : 'visually-hidden'}>
                {t('pointsOf', { points })}
              </span>
            </span>
          </label>
        );
      })}
    </div>
  );
}
