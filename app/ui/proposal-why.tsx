import { formatNumber, formatPoints, formatShare } from '#app/i18n/format.ts';
import { type Locale, localized, type Text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import { EvidenceList } from './evidence.tsx';
import { Badge, type Tone } from './notice.tsx';
import type { Outcome, WhyRow } from './why-rows.ts';

type WhyKey = keyof (typeof whyText)['id'];

const toneOf: Record<Outcome, Tone> = {
  measured: 'success',
  failed: 'danger',
  notApplicable: 'neutral',
  unmeasured: 'warning',
};

/** Measured, failed, not applicable or unmeasured, in words. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const t = useText(whyText);
  return <Badge tone={toneOf[outcome]}>{t(outcome)}</Badge>;
}

/** A signal's value as people say it: 92%, Ya, 14 px, domain kabupaten. */
export function signalValue(value: number | null, unit: string, locale: Locale, t: Text<WhyKey>): string {
  if (value === null) return '–';
  if (unit.startsWith('share') || unit.includes('links /')) return formatShare(value, locale);
  if (unit === '0 or 1') return t(value === 1 ? 'yes' : 'no');
  if (unit.startsWith('0 other')) return t(value >= 2 ? 'domainRegency' : value >= 1 ? 'domainGov' : 'domainOther');
  const n = formatNumber(value, locale);
  if (unit.includes('px')) return t('pixels', { n });
  if (unit.includes('errors a page')) return t('errorsPerPage', { n });
  if (unit.endsWith('a page')) return t('perPage', { n });
  if (unit.includes('services')) return t('services', { n });
  if (unit.includes('data files')) return t('dataFiles', { n });
  return n;
}

const WIDTH = 120;
const HEIGHT = 44;
const PAD = 5;

/** The curve and where this site stands on it. */
function CurveFigure({ curve, value, points, label }: Pick<WhyRow, 'curve' | 'value' | 'points'> & { label: string }) {
  const low = curve[0]?.[0] ?? 0;
  const high = curve.at(-1)?.[0] ?? 1;
  const x = (v: number) => PAD + ((Math.min(high, Math.max(low, v)) - low) / (high - low || 1)) * (WIDTH - 2 * PAD);
  const y = (p: number) => HEIGHT - PAD - (p / 100) * (HEIGHT - 2 * PAD);
  return (
    <svg
      className="curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <path className="curve__base" d={`M${PAD} ${HEIGHT - PAD}H${WIDTH - PAD}`} />
      <polyline className="curve__line" points={curve.map(([v, p]) => `${x(v)},${y(p)}`).join(' ')} />
      {value !== null && points !== null ? (
        <circle className="curve__dot" cx={x(value)} cy={y(points)} r="4.5" />
      ) : null}
    </svg>
  );
}

function Row({ row, total }: { row: WhyRow; total: number }) {
  const t = useText(whyText);
  const locale = useLocale();
  const said = (value: number) => signalValue(value, row.unit, locale, t);
  const first = row.curve[0];
  const last = row.curve.at(-1);
  return (
    <li className="why__row">
      <div className="why__head">
        <span className="why__name">{localized(row.name, locale)}</span>
        {row.weight > 0 && total > 0 && row.outcome !== 'notApplicable' ? (
          <span className="muted small">{t('weight', { share: formatShare(row.weight / total, locale) })}</span>
        ) : null}
        <span className="why__points">
          {row.points === null ? t('noPoints') : t('points', { points: formatPoints(row.points, locale, 1) })}
        </span>
      </div>
      <div className="why__measure">
        {row.outcome === 'measured' ? null : <OutcomeBadge outcome={row.outcome} />}
        {row.value === null ? null : <strong>{said(row.value)}</strong>}
        {first && last ? (
          <CurveFigure
            curve={row.curve}
            value={row.value}
            points={row.points}
            label={t('curve', { from: said(first[0]), fromPoints: first[1], to: said(last[0]), toPoints: last[1] })}
          />
        ) : null}
      </div>
      {row.weight === 0 ? <p className="small">{t(row.points === null ? 'notCounted' : 'takesToZero')}</p> : null}
      <EvidenceList items={row.evidence} />
    </li>
  );
}

/** Per signal the value, the curve with this site on it, the points, the evidence. The route links why.css. */
export function WhyRows({ rows }: { rows: readonly WhyRow[] }) {
  const total = rows.reduce((sum, row) => sum + (row.outcome === 'notApplicable' ? 0 : row.weight), 0);
  return (
    <ul className="why__rows">
      {rows.map((row) => (
        <Row key={row.signal} row={row} total={total} />
      ))}
    </ul>
  );
}

/**
 * Why a proposal has its points: per signal the value, the curve with this site on it, the points, the evidence.
 * Plain data in (see why-rows.ts); the route links `#app/ui/styles/why.css`. `open` shows it unfolded.
 */
export function ProposalWhy({ rows, open }: { rows: readonly WhyRow[]; open?: boolean }) {
  const t = useText(whyText);
  return (
    <details className="why" open={open}>
      <summary>{t('why')}</summary>
      {rows.length === 0 ? <p className="muted">{t('noRows')}</p> : <WhyRows rows={rows} />}
    </details>
  );
}
