import { useState } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { secondLookText } from '#app/i18n/second-look.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { LookView } from '../second-look.server.ts';
import { Levels } from '../sheet/levels.tsx';

/** One indicator of the criterion: what the judge gave, and the levels to choose from anew. */
export function ChangeLevel({ mark, scale }: { mark: LookView['marks'][number]; scale: LookView['scale'] }) {
  const t = useText(secondLookText);
  const locale = useLocale();
  const { indicator, level: given, note } = mark;
  const [level, setLevel] = useState(given);
  return (
    <section className="indicator stack stack--tight">
      <div className="indicator__head">
        <h3>
          <span className="indicator__code">{indicator.id}</span> {localized(indicator.name, locale)}
        </h3>
      </div>
      <p className="indicator__description">{localized(indicator.description, locale)}</p>
      <p>
        <strong>{t('yours', { level: formatPoints(given, locale, Number.isInteger(given) ? 0 : 1) })}</strong>
        {note ? <span className="muted"> {t('yourNote', { note })}</span> : null}
      </p>
      <fieldset className="plain-set">
        <legend className="visually-hidden">{localized(indicator.name, locale)}</legend>
        <Levels
          name={`tingkat-${indicator.id}`}
          scale={scale}
          value={level}
          descriptions={indicator.levels}
          disabled={false}
          onChoose={setLevel}
        />
      </fieldset>
    </section>
  );
}
