import { publicText } from '#app/i18n/public.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { ScorecardView } from '#app/publication/scorecard-view.ts';
import { Points } from './points.tsx';
import { TableBox } from './table-box.tsx';

/** Points of 100 as a bar; the median of the category, where there is one, as a line across it. */
function Scale({ points, median }: { points: number; median: number | null }) {
  return (
    <svg className="scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="scale__fill" width={points} height="10" />
      {median === null ? null : <rect className="scale__mark" x={Math.min(99, median)} width="1" height="10" />}
    </svg>
  );
}

/** Points by criterion beside the median of the category. */
export function CriterionTable({
  card,
}: {
  card: Pick<ScorecardView, 'criteria' | 'decimals' | 'hasMedian' | 'medianFrom'>;
}) {
  const t = useText(publicText);
  const locale = useLocale();
  return (
    <section className="stack stack--tight">
      <h2>{t('criteria')}</h2>
      <TableBox label={t('criteria')}>
        <table className="table">
          <caption className="visually-hidden">{t('criteria')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('criterion')}</th>
              <th scope="col" className="number">
                {t('weight')}
              </th>
              <th scope="col" className="number">
                {t('points')}
              </th>
              {card.hasMedian ? (
                <th scope="col" className="number">
                  {t('median')}
                </th>
              ) : null}
              <td />
            </tr>
          </thead>
          <tbody>
            {card.criteria.map(({ id, name, weight, points, median }) => (
              <tr key={id}>
                <th scope="row">{localized(name, locale)}</th>
                <td className="number">{weight}</td>
                <td className="number">
                  <Points value={points} decimals={card.decimals} />
                </td>
                {card.hasMedian ? (
                  <td className="number">
                    <Points value={median} decimals={card.decimals} />
                  </td>
                ) : null}
                <td>{points === null ? null : <Scale points={points} median={median} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {card.hasMedian ? null : <p className="small muted">{t('noMedian', { n: card.medianFrom })}</p>}
    </section>
  );
}

type Rows = ScorecardView['indicators'];

interface IndicatorListProps {
  title: string;
  lead?: string;
  none: string;
  rows: Rows;
}

/** A few indicators with their points: what is good, or what to mend. */
export function IndicatorList({ title, lead, none, rows }: IndicatorListProps) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {lead && rows.length > 0 ? <p className="small muted">{lead}</p> : null}
      {rows.length === 0 ? <p className="muted">{none}</p> : null}
      <ol className="reasons">
        {rows.map(({ id, name, points }) => (
          <li key={id}>
            <span lang="id">
              {id} {name}
            </span>
            : <Points value={points} decimals={1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

export function IndicatorTable({ rows }: { rows: Rows }) {
  const t = useText(publicText);
  return (
    <section className="stack stack--tight">
      <h2>{t('indicators')}</h2>
      <TableBox label={t('indicators')}>
        <table className="table">
          <caption className="visually-hidden">{t('indicators')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('indicator')}</th>
              <th scope="col">{t('criterion')}</th>
              <th scope="col" className="number">
                {t('points')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, criterion, points }) => (
              <tr key={id}>
                <th scope="row" lang="id">
                  {id} {name}
                </th>
                <td lang="id">{criterion}</td>
                <td className="number">
                  <Points value={points} decimals={1} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
