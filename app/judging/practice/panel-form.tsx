import { Form } from '@remix-run/react';
import { practiceText } from '#app/i18n/practice.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { levelsOf } from '#app/rubric/levels.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField, TextArea } from '#app/ui/field.tsx';
import type { PanelBoard } from '../practice-panel.server.ts';
import { useLevel } from './spread.tsx';

/** The panel's level and reason for each judged indicator, with what each level looks like. */
export function PanelForm({ place }: { place: PanelBoard['place'] }) {
  const t = useText(practiceText);
  const locale = useLocale();
  const said = useLevel();
  return (
    <Form method="post" className="stack" noValidate>
      <h2>{t('levelsTitle')}</h2>
      <p className="muted">{t('levelsLead')}</p>
      {place.indicators.map((indicator) => {
        const { id } = indicator;
        const written = place.panel[id];
        return (
          <section className="card" key={id}>
            <h3>
              {id} {localized(indicator.name, locale)}
            </h3>
            <details className="fold">
              <summary>{localized(indicator.description, locale)}</summary>
              <ol>
                {Object.entries(indicator.levels).map(([level, text]) => (
                  <li key={level}>{localized(text, locale)}</li>
                ))}
              </ol>
            </details>
            <SelectField label={t('level', { id })} name={`tingkat-${id}`} defaultValue={written?.level ?? ''}>
              <option value="">{t('levelNone')}</option>
              {levelsOf(place.rubric.scale).map((level) => (
                <option key={level} value={level}>
                  {said(level)}
                </option>
              ))}
            </SelectField>
            <TextArea
              label={t('reason', { id })}
              name={`alasan-${id}`}
              maxLength={2000}
              defaultValue={written?.reason ?? ''}
            />
          </section>
        );
      })}
      <p className="muted">{t('openLead')}</p>
      <div className="row">
        <Button name="intent" value="panel">
          {t('savePanel')}
        </Button>
        <Button kind="primary" name="intent" value="open">
          {t('open')}
        </Button>
      </div>
    </Form>
  );
}
