import { Form } from '@remix-run/react';
import { planText } from '#app/i18n/plan.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { MOST_JUDGES } from '../plan.schema.ts';
import type { PlanBoard } from '../plan.server.ts';
import { categoryField, type PlanTyped } from '../plan-form.ts';

interface SettingsProps {
  board: PlanBoard;
  typed: PlanTyped;
  /** The number of judges could not be read. */
  countWrong: boolean;
}

/** Everyone or a number of judges, and who scores which categories. */
export function SettingsForm({ board, typed, countWrong }: SettingsProps) {
  const t = useText(planText);
  const judges = board.people.filter((person) => !person.departure);
  const limited = judges.filter(({ id }) => typed.categories[id]).length;
  return (
    <Form method="post" action={`${paths.assignmentPlan()}#pembagian`} className="card" noValidate>
      <h2>{t('settings')}</h2>
      <fieldset className="checks">
        <legend className="field__label">{t('mode')}</legend>
        <label className="check">
          <input type="radio" name="cara" value="semua" defaultChecked={typed.mode === 'semua'} />
          {t('modeEveryone')}
        </label>
        <label className="check">
          <input type="radio" name="cara" value="sebagian" defaultChecked={typed.mode === 'sebagian'} />
          {t('modeSome')}
        </label>
      </fieldset>
      <div className="planner__count">
        <Field
          label={t('count')}
          hint={t('countHint')}
          name="banyak"
          type="number"
          inputMode="numeric"
          min={1}
          max={MOST_JUDGES}
          defaultValue={typed.count}
          error={countWrong ? t('countWrong', { most: MOST_JUDGES }) : undefined}
        />
      </div>
      {board.categories.length > 1 && judges.length > 0 ? (
        <details className="planner__limits" open={limited > 0}>
          <summary>
            {t('limits')}
            {limited > 0 ? <span className="muted small"> · {t('limitedJudges', { n: limited })}</span> : null}
          </summary>
          <p className="muted small">{t('limitsLead')}</p>
          {judges.map(({ id, name }) => (
            <fieldset className="checks planner__judge" key={id}>
              <legend>{name}</legend>
              <div className="planner__boxes">
                {board.categories.map((category) => (
                  <label className="check" key={category}>
                    <input
                      type="checkbox"
                      name={categoryField(id)}
                      value={category}
                      defaultChecked={typed.categories[id]?.includes(category) ?? false}
                    />
                    {category}
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </details>
      ) : null}
      <div>
        <Button name="intent" value="lihat">
          {t('show')}
        </Button>
      </div>
    </Form>
  );
}
