import type { ReportPart } from '#app/audit/report-view.ts';
import { formatPoints, formatTime } from '#app/i18n/format.ts';
import { speedText } from '#app/i18n/speed.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { TableBox } from './table-box.tsx';

type Page = ReportPart['pages'][number];
type Run = Page['runs'][number];

const metrics = [
  ['FCP', 'first-contentful-paint'],
  ['LCP', 'largest-contentful-paint'],
  ['TBT', 'total-blocking-time'],
  ['CLS', 'cumulative-layout-shift'],
  ['SI', 'speed-index'],
] as const;

/** Every run of a page with its plain Lighthouse score, why it does not count, and its own report. */
export function SpeedRuns({ page, name }: { page: Page; name: string }) {
  const t = useText(speedText);
  if (page.runs.length === 0) return null;
  return (
    <details className="small no-print">
      <summary>{t('runs', { n: page.runs.length })}</summary>
      <TableBox label={t('runsOf', { page: name })}>
        <table className="table table--runs">
          <thead>
            <tr>
              <th scope="col">{t('colRun')}</th>
              <th scope="col" className="number">
                {t('colScore')}
              </th>
              {metrics.map(([short]) => (
                <th scope="col" className="number" key={short}>
                  {short}
                </th>
              ))}
              <th scope="col">{t('colCounted')}</th>
              <th scope="col">{t('colReport')}</th>
              <th scope="col">{t('colTime')}</th>
            </tr>
          </thead>
          <tbody>
            {page.runs.map((run) => (
              <RunRow key={run.id} run={run} page={name} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  );
}

function RunRow({ run, page }: { run: Run; page: string }) {
  const t = useText(speedText);
  const locale = useLocale();
  const name =
    run.attempt > 1 ? t('runAgain', { round: run.round, attempt: run.attempt }) : t('run', { round: run.round });
  const metric = (id: string) => {
    const value = run.metrics[id] ?? null;
    if (value === null) return '–';
    return id === 'cumulative-layout-shift' ? formatPoints(value, locale, 3) : seconds(value, locale);
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">
        <strong>{formatPoints(run.score === null ? null : run.score * 100, locale, 0)}</strong>
      </td>
      {metrics.map(([short, id]) => (
        <td className="number" key={short}>
          {metric(id)}
        </td>
      ))}
      <td>{run.whyNot === null ? t('counted') : t(`not_${run.whyNot}`, { error: run.error ?? '' })}</td>
      <td>
        {run.artifactId === null ? (
          <span className="muted">{t('noReport')}</span>
        ) : (
          <a
            className="button button--quiet"
            href={paths.lighthouseReport(run.artifactId)}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t('openReportOf', { page, run: name })}
          >
            {t('openReport')}
          </a>
        )}
      </td>
      <td className="table__time">{formatTime(run.startedAt, locale)}</td>
    </tr>
  );
}

/** Milliseconds as Lighthouse's own report says them, in seconds. */
function seconds(value: number, locale: Parameters<typeof formatPoints>[1]): string {
  return `${formatPoints(value / 1000, locale, 2)} s`;
}
