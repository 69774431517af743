import { Fragment, type ReactNode } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { roomText } from '#app/i18n/room.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { GapRow, GapView } from '#app/publication/gap-view.ts';
import type { Aggregate } from '#app/scoring/method.ts';
import { DifferenceBar } from './difference-bar.tsx';
import { Points } from './points.tsx';
import { TableBox } from './table-box.tsx';

interface Side {
  entryId: string;
  name: string;
}

interface GapTableProps {
  view: GapView;
  a: Side & { total: number };
  b: Side & { total: number };
  aggregate: Aggregate;
}

/** Differences per indicator with what they rest on, down to the gap of the totals. */
export function GapTable({ view, a, b, aggregate }: GapTableProps) {
  const t = useText(roomText);
  const bar = (value: number) => <DifferenceBar value={value} widest={view.widest} />;
  const special = aggregate === 'median' || aggregate === 'trimmed-mean';
  return (
    <TableBox label={t('gapCaption')}>
      <table className="table gap">
        <caption className="visually-hidden">{t('gapCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('indicator')}</th>
            <th scope="col" className="number gap__side">
              {a.name}
            </th>
            <th scope="col" className="number gap__side">
              {b.name}
            </th>
            <th scope="col" className="number" colSpan={2}>
              {t('difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.criteria.map((criterion) => (
            <Fragment key={criterion.id}>
              <tr className="gap__criterion">
                <th scope="rowgroup" colSpan={3}>
                  {criterion.name}
                </th>
                <td className="number">
                  <Points value={criterion.difference} signed />
                </td>
                <td />
              </tr>
              {criterion.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <span className="muted">{row.id}</span> {row.name}
                  </th>
                  <Cell row={row} side="a" of={a} />
                  <Cell row={row} side="b" of={b} />
                  <td className="number">
                    <Points value={row.difference} signed />
                  </td>
                  <td>{bar(row.difference)}</td>
                </tr>
              ))}
            </Fragment>
          ))}
          {aggregate === 'severity-adjusted' ? (
            <Extra name={t('severityPart')} note={t('severityNote')} value={view.severity} bar={bar(view.severity)} />
          ) : null}
          {special ? (
            <Extra
              name={t(`remainder_${aggregate}`)}
              note={t(`remainderNote_${aggregate}`)}
              value={view.remainder}
              bar={bar(view.remainder)}
            />
          ) : null}
        </tbody>
        <tfoot>
          <tr className="gap__sum">
            <th scope="row">{t('gapSum')}</th>
            <td className="number">
              <Points value={a.total} />
            </td>
            <td className="number">
              <Points value={b.total} />
            </td>
            <td className="number">
              <Points value={view.gap} signed />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </TableBox>
  );
}

/** What an indicator brings to one of the totals, and from whom it comes. */
function Cell({ row, side, of }: { row: GapRow; side: 'a' | 'b'; of: Side }) {
  const t = useText(roomText);
  const locale = useLocale();
  const { share, points, contribution, measured, marks } = row[side];
  if (points === null) return <td className="number small muted">{t('notApplicableMark')}</td>;
  const given = marks.map(({ judge, points: mark }) => {
    const said = formatPoints(mark, locale, 0);
    return measured === null ? `${judge}\u00a0${said}` : t('changedBy', { judge, points: said });
  });
  if (measured !== null) given.unshift(t('fromAudit', { points: formatPoints(measured, locale, 1) }));
  return (
    <td className="number">
      <Points value={contribution} />
      <div className="small muted">
        <Points value={points} decimals={1} /> × {formatPoints(100 * share, locale, 1)}%
      </div>
      <div className="small muted gap__given">{given.join(' · ')}</div>
      <a
        className="small no-print"
        href={paths.boardEntry(of.entryId, row.id)}
        aria-label={t('evidenceOf', { indicator: row.id, name: of.name })}
      >
        {t('evidence')}
      </a>
    </td>
  );
}

function Extra({ name, note, value, bar }: { name: string; note: string; value: number; bar: ReactNode }) {
  return (
    <tr>
      <th scope="row" colSpan={3}>
        {name}
        <div className="small muted gap__note">{note}</div>
      </th>
      <td className="number">
        <Points value={value} signed />
      </td>
      <td>{bar}</td>
    </tr>
  );
}
