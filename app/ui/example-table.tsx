import { Fragment } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { methodText } from '#app/i18n/method.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { ExampleRow, WorkedExample } from '#app/publication/worked-example.ts';
import { Points } from './points.tsx';
import { TableBox } from './table-box.tsx';

/** A total worked out indicator by indicator. */
export function ExampleTable({ example }: { example: WorkedExample }) {
  const t = useText(methodText);
  const locale = useLocale();
  const caption = t('exampleCaption', { name: example.name });
  const { aggregate } = example;
  return (
    <TableBox label={caption}>
      <table className="table gap">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('indicator')}</th>
            <th scope="col">{t('given')}</th>
            <th scope="col" className="number">
              {t('mean')}
            </th>
            <th scope="col" className="number">
              {t('share')}
            </th>
            <th scope="col" className="number">
              {t('brings')}
            </th>
          </tr>
        </thead>
        <tbody>
          {example.criteria.map((criterion) => (
            <Fragment key={criterion.id}>
              <tr className="gap__criterion">
                <th scope="rowgroup" colSpan={5}>
                  {localized(criterion.name, locale)}
                </th>
              </tr>
              {criterion.rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          {aggregate === 'mean' ? null : <Sum name={t('sum')} value={example.sum} />}
          {aggregate === 'severity-adjusted' ? <Sum name={t('severity')} value={example.severity} signed /> : null}
          {aggregate === 'median' || aggregate === 'trimmed-mean' ? (
            <Sum name={t(`remainder_${aggregate}`)} value={example.remainder} signed />
          ) : null}
          <Sum name={t('total')} value={example.total} last />
        </tfoot>
      </table>
    </TableBox>
  );
}

function Row({ row }: { row: ExampleRow }) {
  const t = useText(methodText);
  const locale = useLocale();
  const { measured, marks, points } = row;
  const given = marks.map(({ judge, points: mark }) => `${judge} ${formatPoints(mark, locale, 0)}`);
  if (measured !== null) given.unshift(t('measured', { points: formatPoints(measured, locale, 1) }));
  return (
    <tr>
      <th scope="row">
        <span className="muted">{row.id}</span> {localized(row.name, locale)}
      </th>
      <td className="small">{points === null ? t('notApplicable') : given.join(' · ')}</td>
      <td className="number">
        <Points value={points} decimals={2} />
      </td>
      <td className="number">{formatPoints(100 * row.share, locale, 2)}%</td>
      <td className="number">
        <Points value={row.contribution} decimals={2} />
      </td>
    </tr>
  );
}

function Sum({ name, value, signed, last }: { name: string; value: number; signed?: boolean; last?: boolean }) {
  return (
    <tr className={last ? 'gap__sum' : undefined}>
      <th scope="row" colSpan={4}>
        {name}
      </th>
      <td className="number">
        <Points value={value} signed={signed ?? false} />
      </td>
    </tr>
  );
}
