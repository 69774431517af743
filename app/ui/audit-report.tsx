import type { ReactNode } from 'react';
import { mendFirst, proposedPoints } from '#app/audit/mend.ts';
import type { FullReport, ReportSignal, ReportView } from '#app/audit/report-view.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatNumber, formatPoints, formatTime } from '#app/i18n/format.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { failureSentence } from './audit-table.tsx';
import { ContentHints } from './content-hints.tsx';
import { OtherFindings, ToMend } from './findings.tsx';
import { LighthouseTable } from './lighthouse-table.tsx';
import { Badge, Notice } from './notice.tsx';
import { Figure } from './page.tsx';
import { PrivateNotices } from './private-notices.tsx';
import { OutcomeBadge, ProposalWhy } from './proposal-why.tsx';
import { SiteIdentity } from './site-identity.tsx';
import { SpeedSection } from './speed-section.tsx';
import { whyRows } from './why-rows.ts';

const toneOf = { measured: 'success', failed: 'danger', unmeasured: 'warning' } as const;

interface ReportProps {
  report: FullReport;
  /** An organizer's act on a signal, e.g. measuring it anew. */
  act?: (signal: ReportSignal) => ReactNode;
  /** The to-do list in other words, e.g. the webmaster's; absent: findings with their points. */
  toDo?: ReactNode;
}

/** One audit, whole: for organizer and webmaster. The route links organizer.css and why.css. */
export function AuditReport({ report, act, toDo }: ReportProps) {
  const t = useText(auditsText);
  if (report.state !== 'done')
    return (
      <Notice>
        <p>{t('reportPending')}</p>
      </Notice>
    );
  const mend = mendFirst(report.signals, report.criteria);
  return (
    <>
      <Summary report={report} />
      <PrivateNotices notices={report.notices} />
      {toDo ?? <ToMend mend={mend} down={report.outcome === 'failed'} act={act} />}
      <OtherFindings signals={report.signals.filter((each) => !mend.some(({ signal }) => signal === each))} act={act} />
      <Indicators report={report} />
      <SpeedSection report={report} withLinks={act !== undefined} />
      {report.lighthouse ? <LighthouseTable summary={report.lighthouse} /> : null}
      <SiteIdentity report={report} />
      <Pictures report={report} />
      {report.hints ? <ContentHints hints={report.hints} /> : null}
      <Details report={report} />
    </>
  );
}

/** Does the site open, and what did the audit propose: the page in one look. */
function Summary({ report }: { report: ReportView }) {
  const t = useText(auditsText);
  const locale = useLocale();
  const { failure, outcome } = report;
  return (
    <section className="card">
      <div className="row">
        {outcome ? <Badge tone={toneOf[outcome]}>{t(`outcome_${outcome}`)}</Badge> : null}
        {report.finishedAt ? (
          <span className="small muted">{t('reportLead', { time: formatTime(report.finishedAt, locale) })}</span>
        ) : null}
      </div>
      {failure ? (
        <Notice tone={outcome === 'failed' ? 'danger' : 'warning'}>
          <p>{failureSentence(failure.code, failure.message, locale, t)}</p>
        </Notice>
      ) : null}
      <div className="figures">
        {report.criteria.map((criterion) => {
          const points = proposedPoints(criterion);
          return (
            <Figure
              key={criterion.id}
              value={points === null ? t('unmeasuredPoints') : formatPoints(points, locale, 1)}
              label={t('ofPoints', { criterion: localized(criterion.name, locale) })}
            />
          );
        })}
      </div>
    </section>
  );
}

/** For who asks how it was measured. */
function Details({ report }: { report: ReportView }) {
  const t = useText(auditsText);
  const locale = useLocale();
  const { finalUrl, url } = report;
  const stamps = Object.entries(report.stamps).map(([name, version]) => `${name} ${version}`);
  return (
    <details className="card fold">
      <summary>{t('details')}</summary>
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
      {stamps.length > 0 ? <p className="small muted">{t('stamps', { list: stamps.join(', ') })}</p> : null}
    </details>
  );
}

function Indicators({ report }: { report: ReportView }) {
  const t = useText(auditsText);
  const locale = useLocale();
  const names = new Map(report.signals.map((each) => [each.signal, each.name]));
  if (report.criteria.length === 0) return null;
  return (
    <section className="stack proposals">
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
