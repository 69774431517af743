import { Form } from '@remix-run/react';
import { LEAST_PASSES, MOST_PASSES } from '#app/audit/pass-count.ts';
import { passesText } from '#app/i18n/passes.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';

export interface PlanValues {
  /** As a datetime-local control has it, WIB. */
  closes: string;
  count: string;
}

interface PlanProps {
  kind: 'primary' | 'plain';
  label: string;
  values: PlanValues;
  error: string | undefined;
}

/** Closing date and number of passes. */
export function PlanForm({ kind, label, values, error }: PlanProps) {
  const t = useText(passesText);
  return (
    <Form method="post" className="stack" noValidate>
      <div className="plan-fields">
        <Field
          label={t('closes')}
          hint={t('closesHint')}
          name="tutup"
          type="datetime-local"
          required
          defaultValue={values.closes}
          error={error}
        />
        <Field
          label={t('count')}
          hint={t('countHint', { least: LEAST_PASSES, most: MOST_PASSES })}
          name="banyak"
          type="number"
          inputMode="numeric"
          min={LEAST_PASSES}
          max={MOST_PASSES}
          required
          defaultValue={values.count}
        />
      </div>
      <div>
        <Button kind={kind} name="intent" value="rencana">
          {label}
        </Button>
      </div>
    </Form>
  );
}
