import { Link } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { formatNumber, formatShare } from '#app/i18n/format.ts';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { Criterion, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { Button } from './button.tsx';
import { BothLanguages, DraftField, decimal, type FieldState } from './rubric-fields.tsx';

/** The sum of the criteria's weights, as they are typed. */
export function useWeightSum(criteria: readonly Criterion[]) {
  const stored = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const [sum, setSum] = useState<number | null>(null);
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const inputs = event.currentTarget.querySelectorAll<HTMLInputElement>('input[name$=".weight"]');
    const weights = [...inputs].filter(({ name }) => /^criteria\.\d+\.weight$/.test(name));
    setSum(weights.reduce((all, { value }) => all + Number(value.replace(',', '.')), 0));
  };
  return { sum: Math.round((sum ?? stored) * 1e6) / 1e6, onInput };
}

export function WeightSum({ sum }: { sum: number }) {
  const t = useText(rubricEditorText);
  const locale = useLocale();
  return (
    <p className={sum === 100 ? 'editor__sum' : 'editor__sum editor__sum--off'} role="status">
      {t('sum', { sum: Number.isNaN(sum) ? '–' : formatNumber(sum, locale) })}
    </p>
  );
}

interface OverviewProps {
  rubric: RubricDocument;
  state: FieldState;
}

/** Criteria with their weights and indicators, and the bands: everything but what is inside an indicator. */
export function RubricOverview({ rubric, state }: OverviewProps) {
  const t = useText(rubricEditorText);
  return (
    <>
      {rubric.criteria.map((criterion, at) => (
        <CriterionFields key={criterion.id} rubric={rubric} at={at} state={state} />
      ))}
      <div>
        <Button name="intent" value="tambah-kriteria">
          {t('addCriterion')}
        </Button>
      </div>
      <section className="card">
        <h2>{t('bands')}</h2>
        {rubric.bands.map((band, at) => (
          <div className="editor__band" key={band.name.id}>
            <DraftField
              {...decimal}
              label={t('bandFrom')}
              path={`bands.${at}.from`}
              value={band.from}
              state={state}
              required
            />
            <BothLanguages
              path={`bands.${at}.name`}
              value={band.name}
              labels={{ id: t('nameId'), en: t('nameEn') }}
              state={state}
            />
          </div>
        ))}
      </section>
    </>
  );
}

function CriterionFields({ rubric, at, state }: OverviewProps & { at: number }) {
  const t = useText(rubricEditorText);
  const locale = useLocale();
  const criterion = rubric.criteria[at] as Criterion;
  const path = `criteria.${at}`;
  const total = criterion.indicators.reduce((sum, { weight }) => sum + weight, 0);
  const name = localized(criterion.name, locale);
  return (
    <section className="card">
      <h2>{name}</h2>
      <BothLanguages
        path={`${path}.name`}
        value={criterion.name}
        labels={{ id: t('nameId'), en: t('nameEn') }}
        state={state}
      />
      <div className="plan-fields">
        <DraftField
          {...decimal}
          label={t('weight')}
          path={`${path}.weight`}
          value={criterion.weight}
          state={state}
          required
        />
        <DraftField
          {...decimal}
          label={t('order')}
          path={`tieBreak.${criterion.id}`}
          value={rubric.tieBreak.indexOf(criterion.id) + 1}
          state={state}
          required
        />
      </div>
      {criterion.indicators.map((indicator, i) => (
        <div className="indicator editor__row" key={indicator.id}>
          <div className="editor__what">
            <span className="indicator__id">{indicator.id}</span>{' '}
            <Link to={paths.rubricDraftIndicator(indicator.id)}>{localized(indicator.name, locale)}</Link>
            <p className="small muted">
              {t(indicator.source === 'judge' ? 'judged' : 'proposed')},{' '}
              {t('share', { share: formatShare(indicator.weight / total, locale) })}
            </p>
          </div>
          <DraftField
            {...decimal}
            label={t('weightOf', { name: indicator.id })}
            path={`${path}.indicators.${i}.weight`}
            value={indicator.weight}
            state={state}
            required
          />
          <Button
            kind="quiet"
            name="intent"
            value={`hapus-indikator.${at}.${i}`}
            aria-label={t('removeIndicator', { id: indicator.id })}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <div className="row">
        <Button name="intent" value={`tambah-indikator.${at}.judge`}>
          {t('addJudged')}
        </Button>
        <Button name="intent" value={`tambah-indikator.${at}.proposed`}>
          {t('addProposed')}
        </Button>
        <Button kind="quiet" name="intent" value={`hapus-kriteria.${at}`}>
          {t('removeCriterion', { name })}
        </Button>
      </div>
    </section>
  );
}
