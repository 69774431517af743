import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { anchorOf } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import type { Missing } from '../completeness.ts';
import { SHEET_NOTE } from '../mark.ts';
import type { SheetView } from '../sheet-view.server.ts';
import { useReach } from './use-reach.ts';

interface FinishProps {
  view: SheetView;
  missing: Missing[];
  /** Taps not yet answered: submitting before them would lose them. */
  unsent: number;
  ready: boolean;
}

/** Submitting: names what is missing, each a jump away. */
export function Finish({ view, missing, unsent, ready }: FinishProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const navigation = useNavigation();
  const nameOf = new Map(
    view.rubric.criteria.flatMap((criterion) => criterion.indicators).map((each) => [each.id, each.name]),
  );
  const submit = useSubmit();
  const { onSubmit, away, asking } = useReach(view.judgeId, (filled) => submit(filled, { method: 'post' }));
  const blocked = !ready || asking || missing.length > 0 || unsent > 0 || navigation.state === 'submitting';
  return (
    <section className="card finish" id="kirim" aria-labelledby="kirim-judul" tabIndex={-1}>
      <h2 id="kirim-judul">{t('finishTitle')}</h2>
      {missing.length > 0 ? (
        <>
          <p>{t('missingLead', { n: missing.length })}</p>
          <ul className="jumps">
            {missing.map(({ indicator, why }) => {
              const name = nameOf.get(indicator);
              return (
                <li key={indicator}>
                  <a href={`#${anchorOf(indicator)}`}>
                    {indicator === SHEET_NOTE ? t('sheetNote') : `${indicator} ${name ? localized(name, locale) : ''}`}
                  </a>
                  {why === 'mark' ? null : <span className="muted small"> {t(`missing_${why}`)}</span>}
                </li>
              );
            })}
          </ul>
        </>
      ) : (
        <p>{unsent > 0 ? t('unsentLead', { n: unsent }) : t('finishLead')}</p>
      )}
      {away ? <p role="alert">{t('away')}</p> : null}
      <Form method="post" onSubmit={onSubmit}>
        <input type="hidden" name="intent" value="submit" />
        <Button kind="primary" disabled={blocked}>
          {t('submit')}
        </Button>
      </Form>
    </section>
  );
}

/** Stepping back from an entry, with the reason. */
export function Recuse({ judgeId, problem }: { judgeId: string; problem: string | undefined }) {
  const t = useText(judgingText);
  const submit = useSubmit();
  const { onSubmit, away, asking } = useReach(judgeId, (filled) => submit(filled, { method: 'post' }));
  return (
    <details className="card fold" open={problem !== undefined}>
      <summary>{t('recuse')}</summary>
      <Form method="post" className="stack" onSubmit={onSubmit}>
        <p className="muted">{t('recuseLead')}</p>
        <input type="hidden" name="intent" value="recuse" />
        <TextArea
          label={t('recuseReason')}
          name="reason"
          required
          maxLength={2000}
          error={away ? t('away') : problem}
        />
        <div>
          <Button kind="danger" disabled={asking}>
            {t('recuseAct')}
          </Button>
        </div>
      </Form>
    </details>
  );
}
