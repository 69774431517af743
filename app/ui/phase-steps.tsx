import { type Phase, phasesOf } from '#app/contest/phases.ts';
import { contestText } from '#app/i18n/contest.ts';
import { useText } from '#app/i18n/use-text.ts';

/** The contest's path with the present phase marked. The route links organizer.css. */
export function PhaseSteps({ phase, hasObjection }: { phase: Phase; hasObjection: boolean }) {
  const t = useText(contestText);
  const steps = phasesOf({ hasObjection });
  const now = steps.indexOf(phase);
  return (
    <ol className="steps" aria-label={t('stepper')}>
      {steps.map((each, i) => (
        <li
          key={each}
          className={i < now ? 'step step--done' : i === now ? 'step step--now' : 'step'}
          aria-current={i === now ? 'step' : undefined}
        >
          <span className="step__mark" aria-hidden="true">
            {i < now ? '✓' : i + 1}
          </span>
          <span className="step__name">{t(`phase_${each}`)}</span>
          {i < now ? <span className="visually-hidden">({t('stepDone')})</span> : null}
          {i === now ? <span className="visually-hidden">({t('stepNow')})</span> : null}
        </li>
      ))}
    </ol>
  );
}
