import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { AuditStep } from '#app/audit/audit-step.ts';
import type { AuditDesk } from '#app/audit/desk.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { passesText } from '#app/i18n/passes.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { PlanForm, type PlanValues } from './plan-form.tsx';

interface NextProps {
  step: AuditStep;
  count: number;
  desk: AuditDesk;
  closesAt: string | null;
  planValues: PlanValues;
  planError: string | undefined;
  /** Another way to go on, below the plan. */
  children: ReactNode;
}

/** The one thing to do next, with its button. */
export function AuditNext({ step, count, desk, closesAt, planValues, planError, children }: NextProps) {
  const t = useText(passesText);
  const locale = useLocale();
  const said = (at: string | null) => (at ? formatTime(at, locale) : t('unknownTime'));
  const body = t(`step_${step}Body`, {
    n: count,
    time: said(desk.queue.paused),
    closes: said(closesAt),
    machine: desk.queue.drifting.map(({ machine }) => machine).join(', '),
  });
  return (
    <section className="card next" aria-labelledby="langkah">
      <p className="next__eyebrow">{t('next')}</p>
      <h2 id="langkah">{t(`step_${step}`)}</h2>
      <p className="measure">{body}</p>
      {step === 'plan' ? (
        <>
          <PlanForm kind="primary" label={t('plan')} values={planValues} error={planError} />
          {children}
        </>
      ) : (
        <Way step={step} />
      )}
    </section>
  );
}

function Way({ step }: { step: AuditStep }) {
  const t = useText(passesText);
  if (step === 'resume')
    return (
      <Form method="post">
        <Button kind="primary" name="intent" value="lanjut">
          {t('resume')}
        </Button>
      </Form>
    );
  if (step === 'openPhase' || step === 'judge')
    return (
      <div>
        <ButtonLink to={paths.phases()} kind="primary">
          {t('toPhases')}
        </ButtonLink>
      </div>
    );
  if (step === 'noSite')
    return (
      <div>
        <ButtonLink to={paths.entries()} kind="primary">
          {t('toEntries')}
        </ButtonLink>
      </div>
    );
  if (step === 'again')
    return (
      <div>
        <a className="button button--primary" href="#gagal">
          {t('toFailures')}
        </a>
      </div>
    );
  return null;
}
