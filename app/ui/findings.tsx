import type { ReactNode } from 'react';
import type { Mendable } from '#app/audit/mend.ts';
import type { ReportSignal } from '#app/audit/report-view.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import { EvidenceList } from './evidence.tsx';
import { Badge, Notice } from './notice.tsx';
import { signalValue } from './proposal-why.tsx';

type Act = ((signal: ReportSignal) => ReactNode) | undefined;

/** Most points to win back first, each with advice. A site that is down has one thing to mend. */
export function ToMend({ mend, down, act }: { mend: readonly Mendable[]; down: boolean; act?: Act }) {
  const t = useText(auditsText);
  return (
    <section className="stack" aria-labelledby="perbaiki">
      <div>
        <h2 id="perbaiki">
          {t('toMend')} {mend.length > 0 && !down ? `(${mend.length})` : null}
        </h2>
        {mend.length > 0 ? <p className="muted measure">{t(down ? 'toMendDown' : 'toMendLead')}</p> : null}
      </div>
      {mend.length === 0 ? (
        <Notice tone="success">
          <p>{t('toMendNone')}</p>
        </Notice>
      ) : down ? (
        <details className="card fold">
          <summary>
            {t('down')} ({mend.length})
          </summary>
          <Findings list={mend} act={act} />
        </details>
      ) : (
        <Findings list={mend} act={act} />
      )}
    </section>
  );
}

/** What needs no mending, or could not be measured: folded. */
export function OtherFindings({ signals, act }: { signals: readonly ReportSignal[]; act?: Act }) {
  const t = useText(auditsText);
  const folded = [
    { key: 'open', outcome: 'unmeasured' },
    { key: 'fine', outcome: 'measured' },
    { key: 'notApplicable', outcome: 'notApplicable' },
  ] as const;
  if (signals.length === 0) return null;
  return (
    <section className="stack stack--tight others" aria-labelledby="lain">
      <h2 id="lain">{t('others')}</h2>
      {folded.map(({ key, outcome }) => {
        const list = signals.filter((each) => each.outcome === outcome);
        return list.length > 0 ? (
          <details className="card fold" key={key}>
            <summary>
              {t(key)} ({list.length})
            </summary>
            <Findings list={list.map((signal) => ({ signal, gain: null, waiting: false as const }))} act={act} />
          </details>
        ) : null;
      })}
    </section>
  );
}

interface Fine {
  signal: ReportSignal;
  gain: null;
  waiting: false;
}

/** `gain` null: nothing to mend, so no advice either. The route links organizer.css and why.css. */
function Findings({ list, act }: { list: readonly (Mendable | Fine)[]; act: Act }) {
  const t = useText(auditsText);
  const why = useText(whyText);
  const locale = useLocale();
  return (
    <ol className="findings">
      {list.map(({ signal: each, gain, waiting }) => (
        <li className="finding" key={each.signal}>
          <div className="finding__head">
            <h3>{localized(each.name, locale)}</h3>
            {gain === null ? null : waiting ? (
              <Badge tone="danger">{t('gainWaiting')}</Badge>
            ) : gain >= 0.05 ? (
              <strong className="finding__gain" title={t('gainHint')}>
                {t('gain', { points: formatPoints(gain, locale, 1) })}
              </strong>
            ) : (
              <span className="small muted">{t('gainNone')}</span>
            )}
          </div>
          {gain === null ? null : (
            <p className="finding__advice measure">
              <strong>{t('advice')}:</strong> {localized(each.advice, locale)}
            </p>
          )}
          <p className="small muted measure">
            {each.value === null || (gain !== null && each.unit === '0 or 1') ? null : (
              <>
                <strong>
                  {t('now')}: {signalValue(each.value, each.unit, locale, why)}.
                </strong>{' '}
              </>
            )}
            {localized(each.explanation, locale)}
          </p>
          {each.evidence.length > 0 ? (
            <details>
              <summary>
                {t('evidence')} ({each.evidence.length})
              </summary>
              <EvidenceList items={each.evidence} />
            </details>
          ) : null}
          {act?.(each)}
        </li>
      ))}
    </ol>
  );
}
