import { Form } from '@remix-run/react';
import type { MadeTakeover, NewerMeasurement } from '#app/audit/takeover-board.server.ts';
import { formatPoints, formatTime } from '#app/i18n/format.ts';
import { standingText } from '#app/i18n/standing.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { TextArea } from './field.tsx';
import { KeptWords } from './kept-words.tsx';

type Names = Record<string, { id: string; en?: string | undefined }>;

/** One changed indicator in words: name, points before and after. */
function useChange(names: Names) {
  const t = useText(standingText);
  const locale = useLocale();
  return ({ indicator, before, after }: NewerMeasurement['changes'][number]) => {
    const name = names[indicator];
    return t('change', {
      indicator,
      name: name ? localized(name, locale) : '',
      before: formatPoints(before, locale, 1),
      after: formatPoints(after, locale, 1),
    });
  };
}

interface NewerProps {
  newer: NewerMeasurement;
  names: Names;
  open: boolean;
  refused: { problem: string; reason: string; indicators: string[] } | undefined;
}

/** What was measured after judging opened, and the decision to let it count. */
export function NewerForm({ newer, names, open, refused }: NewerProps) {
  const t = useText(standingText);
  const locale = useLocale();
  const said = useChange(names);
  return (
    <Form method="post" className="card stack" noValidate>
      <h2>{newer.entry}</h2>
      <p className="muted">
        {t('newer')}. {newer.measuredAt ? t('measured', { time: formatTime(newer.measuredAt, locale) }) : ''}
      </p>
      <input type="hidden" name="entryId" value={newer.entryId} />
      <input type="hidden" name="seen" value={newer.newerAuditId} />
      {newer.changes.length === 0 ? <p>{t('alike')}</p> : null}
      <div>
        {newer.changes.map((change) => (
          <label className="check" key={change.indicator}>
            <input
              type="checkbox"
              name="indicator"
              value={change.indicator}
              defaultChecked={refused?.indicators.includes(change.indicator)}
              disabled={!open}
            />
            {said(change)}
          </label>
        ))}
      </div>
      {open ? (
        <>
          <KeptWords id={`ukuran:${newer.entryId}`} mark={newer.newerAuditId} />
          <TextArea
            label={t('takeReason')}
            name="reason"
            required
            maxLength={2000}
            defaultValue={refused?.reason ?? ''}
            error={refused?.problem}
          />
          <p className="small muted">{t('takeLead')}</p>
          <div className="row">
            {newer.changes.length > 0 ? (
              <Button name="intent" value="chosen">
                {t('takeChosen')}
              </Button>
            ) : null}
            <Button name="intent" value="all">
              {t('takeAll')}
            </Button>
          </div>
        </>
      ) : null}
    </Form>
  );
}

/** Decisions made, each with the sheets it concerned. */
export function TakeoverHistory({ made, names }: { made: MadeTakeover[]; names: Names }) {
  const t = useText(standingText);
  const locale = useLocale();
  const said = useChange(names);
  return (
    <section className="stack">
      <h2>{t('made')}</h2>
      {made.map(({ id, entry, changes, reason, by, at, judges }) => (
        <article className="card" key={id}>
          <h3>{entry}</h3>
          <p>{t('madeBy', { name: by ?? '', time: formatTime(at, locale), reason })}</p>
          <ul>
            {changes.map((change) => (
              <li key={change.indicator}>{said(change)}</li>
            ))}
          </ul>
          {judges.length > 0 ? (
            <>
              <h4>{t('touched')}</h4>
              <ul>
                {judges.map(({ name, submitted, corrected }) => (
                  <li key={name}>
                    {t(submitted ? 'sheetSubmitted' : 'sheetDraft', { name })}
                    {corrected.length > 0 ? `; ${t('sheetCorrected', { list: corrected.join(', ') })}` : ''}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </article>
      ))}
    </section>
  );
}
