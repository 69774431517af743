import { line } from 'd3-shape';
import { type ChartSize, drawnAt, heightOf, type SignalHistory } from '#app/audit/history.ts';
import { formatPoints, formatTime } from '#app/i18n/format.ts';
import { historyText } from '#app/i18n/history.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import { signalValue } from './proposal-why.tsx';
import { TableBox } from './table-box.tsx';

const path = line<{ x: number; y: number }>(
  ({ x }) => x,
  ({ y }) => y,
);
const SIZE: ChartSize = { width: 320, height: 120, pad: 12 };

/** One signal over time beside its category, as a drawing and as a table. The route links opd.css. */
export function SignalChart({ history }: { history: SignalHistory }) {
  const t = useText(historyText);
  const why = useText(whyText);
  const locale = useLocale();
  const { name, unit, points, median, best } = history;
  const drawn = drawnAt(points, SIZE);
  const title = localized(name, locale);
  const last = points.at(-1);
  const level = (value: number) => heightOf(value, SIZE.height, SIZE.pad);
  return (
    <article className="chart-card">
      <h3>{title}</h3>
      <svg
        className="chart"
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={t('drawing', {
          name: title,
          n: points.length,
          last: formatPoints(last?.points ?? null, locale, 0),
        })}
      >
        <line className="chart__edge" x1={0} x2={SIZE.width} y1={level(100)} y2={level(100)} />
        <line className="chart__edge" x1={0} x2={SIZE.width} y1={level(0)} y2={level(0)} />
        {median === null ? null : (
          <line className="chart__median" x1={0} x2={SIZE.width} y1={level(median)} y2={level(median)} />
        )}
        {best === null ? null : (
          <line className="chart__best" x1={0} x2={SIZE.width} y1={level(best)} y2={level(best)} />
        )}
        <path className="chart__line" d={path(drawn) ?? undefined} />
        {drawn.map(({ x, y }, index) => (
          <circle
            key={points[index]?.id}
            className={points[index]?.mine ? 'chart__point chart__point--mine' : 'chart__point'}
            cx={x.toFixed(1)}
            cy={y.toFixed(1)}
            r={4}
          />
        ))}
      </svg>
      <p className="small muted">
        {t('now', { points: formatPoints(last?.points ?? null, locale, 0) })}
        {median === null
          ? null
          : `; ${t('category', { median: formatPoints(median, locale, 0), best: formatPoints(best, locale, 0) })}`}
      </p>
      <details>
        <summary>{t('table')}</summary>
        <TableBox label={title}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('colTime')}</th>
                <th scope="col">{t('colValue')}</th>
                <th scope="col">{t('colPoints')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ id, at, mine, value, points: reached }) => (
                <tr key={id}>
                  <th scope="row">
                    {formatTime(at, locale)}
                    {mine ? ` (${t('mine')})` : ''}
                  </th>
                  <td>{signalValue(value, unit, locale, why)}</td>
                  <td>{formatPoints(reached, locale, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </article>
  );
}
