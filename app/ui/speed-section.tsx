import { Link } from '@remix-run/react';
import type { FullReport, ReportPart } from '#app/audit/report-view.ts';
import { formatPoints, formatTime } from '#app/i18n/format.ts';
import { speedText } from '#app/i18n/speed.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Badge, type Tone } from './notice.tsx';
import { SpeedRuns } from './speed-runs.tsx';

type Page = ReportPart['pages'][number];

const toneOf = { agree: 'success', vary: 'warning', disagree: 'danger' } as const satisfies Record<string, Tone>;

interface SectionProps {
  report: FullReport;
  /** Organizers open the report of each pass. */
  withLinks: boolean;
}

/** The speed runs behind the score, page by page; of a median pass by pass. The route links organizer.css. */
export function SpeedSection({ report, withLinks }: SectionProps) {
  const t = useText(speedText);
  const parts = report.parts.filter((part) => part.pages.length > 0 || report.kind === 'median');
  if (parts.length === 0) return null;
  const isMedian = report.kind === 'median';
  return (
    <section className="stack" aria-labelledby="kecepatan">
      <div>
        <h2 id="kecepatan">{t('speed')}</h2>
        <p className="muted measure">{t(isMedian ? 'speedLeadMedian' : 'speedLead')}</p>
      </div>
      {parts.map((part) => (
        <Part key={part.auditId} part={part} folded={isMedian} withLinks={withLinks} />
      ))}
    </section>
  );
}

/** One visit's pages; of several visits each is folded under its scores. */
function Part({ part, folded, withLinks }: { part: ReportPart; folded: boolean; withLinks: boolean }) {
  const t = useText(speedText);
  const locale = useLocale();
  const pass = part.pass === null ? t('noPass') : t('pass', { n: part.pass });
  const name = part.finishedAt ? t('partOf', { pass, time: formatTime(part.finishedAt, locale) }) : pass;
  const measured = part.pages.filter((page) => page.runs.length > 0);
  const pages =
    measured.length > 0 ? (
      <ul className="speed-pages">
        {part.pages.map((page, index) => (
          <PageRow key={page.url} page={page} part={pass} name={t(index === 0 ? 'home' : 'inner')} />
        ))}
      </ul>
    ) : (
      <p className="muted">{t(part.outcome === 'measured' ? 'noRuns' : 'partNotMeasured')}</p>
    );
  if (!folded)
    return (
      <div className="card">
        <h3>{name}</h3>
        {pages}
      </div>
    );
  return (
    <details className="card fold">
      <summary>
        <span className="speed-part">
          <span>{name}</span>
          <span className="muted">
            {measured.map(({ settled }) => scoreWords(settled.score, locale)).join(' · ') || '–'}
          </span>
        </span>
      </summary>
      {pages}
      {withLinks ? (
        <div>
          <Link to={paths.audit(part.auditId)} className="button">
            {t('partReport', { pass })}
          </Link>
        </div>
      ) : null}
    </details>
  );
}

/** Share 0-1 as whole points of 100. */
function scoreWords(share: number | null, locale: Parameters<typeof formatPoints>[1]): string {
  return formatPoints(share === null ? null : share * 100, locale, 0);
}

function PageRow({ page, part, name }: { page: Page; part: string; name: string }) {
  const t = useText(speedText);
  const locale = useLocale();
  const { score, valid, spread, verdict } = page.settled;
  const said = (share: number | null) => scoreWords(share, locale);
  const desktop = page.runs.filter((run) => run.formFactor === 'desktop' && run.score !== null).at(-1);
  const counted = page.runs.flatMap((run) => (run.counted && run.score !== null ? [run.score * 100] : []));
  return (
    <li className="speed-page">
      <div className="speed-page__head">
        <div className="speed-page__name">
          <strong>{name}</strong>
          <span className="small muted cell-site">{page.url}</span>
        </div>
        <p className="speed-page__score">
          <strong>{score === null ? t('noScore') : said(score)}</strong>{' '}
          {score === null ? null : <span className="small muted">{t('ofHundred')}</span>}
        </p>
      </div>
      <div className="row">
        <Badge tone={verdict ? toneOf[verdict] : 'neutral'}>{t(`verdict_${verdict ?? 'none'}`)}</Badge>
        <span className="small muted">
          {spread === null
            ? t('basisOne', { n: valid })
            : t('basis', { n: valid, spread: formatPoints(spread, locale, 1) })}
        </span>
        {desktop ? <span className="small muted">{t('desktop', { score: said(desktop.score) })}</span> : null}
      </div>
      {counted.length > 0 ? <Strip scores={counted} /> : null}
      <SpeedRuns page={page} name={`${part}, ${name} ${page.url}`} />
    </li>
  );
}

const WIDTH = 400;
const HEIGHT = 20;
const PAD = 8;

/** Every counted run on a line from 0 to 100: close together is agreement. */
function Strip({ scores }: { scores: readonly number[] }) {
  const t = useText(speedText);
  const locale = useLocale();
  const x = (score: number) => PAD + (score / 100) * (WIDTH - 2 * PAD);
  const list = scores.map((score) => formatPoints(score, locale, 0)).join(', ');
  return (
    <svg
      className="strip"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={t('drawing', { list })}
    >
      <path className="strip__base" d={`M${PAD} ${HEIGHT / 2}H${WIDTH - PAD}`} />
      <path className="strip__span" d={`M${x(Math.min(...scores))} ${HEIGHT / 2}H${x(Math.max(...scores))}`} />
      {[...new Set(scores)].map((score) => (
        <circle className="strip__dot" cx={x(score)} cy={HEIGHT / 2} r="4.5" key={score} />
      ))}
    </svg>
  );
}
