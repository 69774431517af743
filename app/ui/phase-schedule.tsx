import { Form } from '@remix-run/react';
import type { PlanFault, Plannable } from '#app/contest/phase-plans.ts';
import type { BlockerCode } from '#app/contest/phases.ts';
import { contestText } from '#app/i18n/contest.ts';
import { nextStepText } from '#app/i18n/next-step.ts';
import { scheduleText } from '#app/i18n/schedule.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';

export interface PlannedPhase {
  phase: Plannable;
  /** As a datetime-local control has it, and in words; empty without a moment. */
  local: string;
  time: string;
  /** Why the clock could not open it, and when it last tried. */
  refused: { time: string; blockers: { code: BlockerCode; n: number }[] } | null;
}

interface PhaseScheduleProps {
  plans: PlannedPhase[];
  /** What was typed and refused. */
  typed: Record<string, string> | undefined;
  faults: Partial<Record<Plannable, PlanFault>> | undefined;
  saved: boolean;
}

/** When each phase to come opens by itself, and what kept one from opening. */
export function PhaseSchedule({ plans, typed, faults, saved }: PhaseScheduleProps) {
  const t = useText(scheduleText);
  const c = useText(contestText);
  const steps = useText(nextStepText);
  const name = (phase: Plannable) => c(`phase_${phase}`);
  return (
    <section className="card" aria-labelledby="jadwal">
      <h2 id="jadwal">{t('title')}</h2>
      <p className="measure muted">{t('lead')}</p>
      {saved ? (
        <Notice tone="success" live>
          <p>{t('saved')}</p>
        </Notice>
      ) : null}
      {plans.map(({ phase, time, refused }) =>
        refused ? (
          <Notice tone="warning" key={phase}>
            <p>{t('refused', { phase: name(phase), time })}</p>
            <ul className="reasons">
              {refused.blockers.map(({ code, n }) => (
                <li key={code}>{steps(`blocker_${code}`, { n })}</li>
              ))}
            </ul>
            <p className="small">{t('refusedOn', { time: refused.time })}</p>
          </Notice>
        ) : null,
      )}
      {plans.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Form method="post" className="stack" noValidate>
          <div className="grid">
            {plans.map(({ phase, local }) => {
              const fault = faults?.[phase];
              return (
                <Field
                  key={phase}
                  label={t('opens', { phase: name(phase) })}
                  type="datetime-local"
                  name={`buka_${phase}`}
                  defaultValue={typed?.[`buka_${phase}`] ?? local}
                  error={fault && t(`fault_${fault}`)}
                />
              );
            })}
          </div>
          <div>
            <Button name="intent" value="jadwal">
              {t('save')}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}
