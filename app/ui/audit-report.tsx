import type { ReportSignal, ReportView } from '#app/audit/report-view.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatNumber, formatPoints, formatTime } from '#app/i18n/format.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import { paths } from '#app/paths.ts';
import { failureSentence } from './audit-table.tsx';
import { EvidenceList } from './evidence.tsx';
import { LighthouseTable } from './lighthouse-table.tsx';
import { Badge, Notice } from './notice.tsx';
import { OutcomeBadge, ProposalWhy, signalValue } from './proposal-why.tsx';
import { whyRows } from './why-rows.ts';

const toneOf = { measured: 'success', failed: 'danger', unmeasured: 'warning' } as const;

/** One audit, whole: for organizer and webmaster. The route links organizer.css and why.css. */
export function AuditReport({ report }: { report: ReportView }) {
  const t = useText(auditsText);
  if (report.state !== 'done')
    return (
      <Notice>
        <p>{t('reportPending')}</p>
      </Notice>
    );
  return (
    <>
      <Summary report={report} />
      <Findings signals={report.signals} />
      <Indicators report={report} />
      {report.lighthouse ? <LighthouseTable summary={report.lighthouse} /> : null}
      <Pictures report={report} />
    </>
  );
}

function Summary({ report }: { report: ReportView }) {
  const t = useText(auditsText);
  const locale = useLocale();
  const { failure, outcome, finalUrl, url } = report;
  const stamps = Object.entries(report.stamps).map(([name, version]) => `${name} ${version}`);
  return (
    <section className="card">
      <div className="row">
        <h2>{t('summary')}</h2>
        {outcome ? <Badge tone={toneOf[outcome]}>{t(`outcome_${outcome}`)}</Badge> : null}
      </div>
      {failure ? (
        <Notice tone={outcome === 'failed' ? 'danger' : 'warning'}>
          <p>{failureSentence(failure.code, failure.message, locale, t)}</p>
        </Notice>
      ) : null}
      <dl className="defs">
        <dt>{t('address')}</dt>
        <dd>{url}</dd>
        {finalUrl && finalUrl !== url ? (
          <>
            <dt>{t('finalAddress')}</dt>
            <dd>{finalUrl}</dd>
          </>
        ) : null}
        {report.durationMs === null ? null : (
          <>
            <dt>{t('duration')}</dt>
            <dd>{t('seconds', { n: formatNumber(Math.round(report.durationMs / 1000), locale) })}</dd>
          </>
        )}
        <dt>{t('triesLabel')}</dt>
        <dd>{report.tries}</dd>
      </dl>
      {report.finishedAt ? (
        <p className="small muted">{t('reportLead', { time: formatTime(report.finishedAt, locale) })}</p>
      ) : null}
      {stamps.length > 0 ? <p className="small muted">{t('stamps', { list: stamps.join(', ') })}</p> : null}
    </section>
  );
}

/** What to mend comes first, with advice; then what could not be measured; the rest is folded. */
function Findings({ signals }: { signals: readonly ReportSignal[] }) {
  const t = useText(auditsText);
  const of = (outcome: ReportSignal['outcome']) => signals.filter((each) => each.outcome === outcome);
  const wrong = of('failed');
  const folded = [
    { key: 'open', list: of('unmeasured') },
    { key: 'fine', list: of('measured') },
    { key: 'notApplicable', list: of('notApplicable') },
  ] as const;
  if (signals.length === 0) return null;
  return (
    <section className="stack">
      <div>
        <h2>{t('signals')}</h2>
        <p className="muted">{t('signalsLead')}</p>
      </div>
      <h3>
        {t('toMend')} ({wrong.length})
      </h3>
      {wrong.length === 0 ? <p className="muted">{t('toMendNone')}</p> : <List signals={wrong} />}
      {folded.map(({ key, list }) =>
        list.length > 0 ? (
          <details className="card fold" key={key}>
            <summary>
              {t(key)} ({list.length})
            </summary>
            <List signals={list} />
          </details>
        ) : null,
      )}
    </section>
  );
}

function List({ signals }: { signals: readonly ReportSignal[] }) {
  const t = useText(auditsText);
  const why = useText(whyText);
  const locale = useLocale();
  return (
    <ul className="findings">
      {signals.map((each) => (
        <li className="finding" key={each.signal}>
          <div className="row">
            <h4>{localized(each.name, locale)}</h4>
            <OutcomeBadge outcome={each.outcome} />
            {each.value === null ? null : <strong>{signalValue(each.value, each.unit, locale, why)}</strong>}
          </div>
          <p className="small muted measure">{localized(each.explanation, locale)}</p>
          {each.outcome === 'failed' ? (
            <p className="finding__advice measure">
              <strong>{t('advice')}:</strong> {localized(each.advice, locale)}
            </p>
          ) : null}
          <details>
            <summary>
              {t('evidence')} ({each.evidence.length})
            </summary>
            <EvidenceList items={each.evidence} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function Indicators({ report }: { report: ReportView }) {
  const t = useText(auditsText);
  const locale = useLocale();
  const names = new Map(report.signals.map((each) => [each.signal, each.name]));
  if (report.criteria.length === 0) return null;
  return (
    <section className="stack">
      <div>
        <h2>{t('indicators')}</h2>
        <p className="muted">{t('indicatorsLead')}</p>
      </div>
      {report.criteria.map((criterion) => (
        <div className="card" key={criterion.id}>
          <h3>{localized(criterion.name, locale)}</h3>
          {criterion.indicators.map((indicator) => (
            <div className="indicator" key={indicator.id}>
              <div className="indicator__head">
                <span className="indicator__id">{indicator.id}</span>
                <h4>{localized(indicator.name, locale)}</h4>
                {indicator.outcome === 'measured' ? null : <OutcomeBadge outcome={indicator.outcome} />}
                <span className="indicator__points">
                  {indicator.points === null
                    ? null
                    : t('points', { points: formatPoints(indicator.points, locale, 1) })}
                </span>
              </div>
              <ProposalWhy
                rows={whyRows(indicator.because, report.signals, (signal) => names.get(signal) ?? { id: signal })}
              />
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}

function Pictures({ report }: { report: ReportView }) {
  const t = useText(auditsText);
  if (report.pictures.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('pictures')}</h2>
      <div className="shots">
        {report.pictures.map(({ id, kind, width, height }) => (
          <figure className={`shot shot--${kind}`} key={id}>
            <img
              src={paths.picture(id)}
              width={width ?? undefined}
              height={height ?? undefined}
              loading="lazy"
              alt={t('pictureAlt', { name: report.entryName, kind: t(kind) })}
            />
            <figcaption className="small muted">{t(kind)}</figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
