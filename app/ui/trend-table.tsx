import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { editionsText } from '#app/i18n/editions.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Trend, TrendPoint, TrendRow } from '#app/publication/trend.ts';
import { TableBox } from './table-box.tsx';

/** Agencies by category, one column a year. */
export function TrendTable({ trend: { years, rows } }: { trend: Trend }) {
  const t = useText(editionsText);
  const locale = useLocale();
  const said = (point: TrendPoint | null) => {
    if (!point) return t('absent');
    if (point.total === null) return t('incomplete');
    const total = formatPoints(point.total, locale);
    return point.categoryRank === null ? t('noPlace', { total }) : t('cell', { total, rank: point.categoryRank });
  };
  return (
    <TableBox label={t('trendTitle')}>
      <table className="table table--cards">
        <thead>
          <tr>
            <th scope="col">{t('colAgency')}</th>
            {years.map(({ year, sameRubric }, i) => (
              <th scope="col" key={year}>
                {year}
                {i > 0 && !sameRubric ? ' *' : ''}
              </th>
            ))}
            {years.length > 1 ? (
              <>
                <th scope="col" className="number">
                  {t('colChange')}
                </th>
                <td />
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">
                <span className="cell-name">{row.name}</span> <span className="small muted">{row.category}</span>
              </th>
              {row.points.map((point, i) => (
                <td key={years[i]?.year} data-label={years[i]?.year}>
                  {said(point)}
                </td>
              ))}
              {years.length > 1 ? (
                <>
                  <td className="number" data-label={t('colChange')}>
                    {row.change === null ? '–' : `${row.change > 0 ? '+' : ''}${formatPoints(row.change, locale)}`}
                  </td>
                  <td>
                    <Line row={row} label={t('line', { name: row.name, points: row.points.map(said).join(', ') })} />
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

const WIDTH = 96;
const HEIGHT = 32;
const PAD = 4;
const height = scaleLinear([0, 100], [HEIGHT - PAD, PAD]);

/** Totals on the whole scale, so that lines of two agencies can be compared; a year without one is a gap. */
function Line({ row, label }: { row: TrendRow; label: string }) {
  const x = scaleLinear([0, Math.max(1, row.points.length - 1)], [PAD, WIDTH - PAD]);
  const totals = row.points.map((point) => point?.total ?? null);
  const path = line<number | null>(
    (_, i) => x(i),
    (total) => height(total ?? 0),
  ).defined((total) => total !== null);
  if (totals.every((total) => total === null)) return null;
  return (
    <svg
      className="curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <path className="curve__line" d={path(totals) ?? undefined} />
      {totals.map((total, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the line of years
        total === null ? null : <circle key={i} className="curve__dot" cx={x(i)} cy={height(total)} r="2.5" />,
      )}
    </svg>
  );
}
