import { Fragment } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { standingText } from '#app/i18n/standing.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Notice } from '#app/ui/notice.tsx';
import { TableBox } from '#app/ui/table-box.tsx';
import type { DriftTable } from '../drift.server.ts';
import type { Drift } from '../drift.ts';

/** Every judge's corrections of proposals: a line over all, and one for each indicator they changed. */
export function DriftSection({ table }: { table: DriftTable }) {
  const t = useText(standingText);
  const locale = useLocale();
  if (table.judges.length === 0) return <Notice>{t('none')}</Notice>;
  return (
    <section className="stack">
      <TableBox label={t('table')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('judge')}</th>
              <th scope="col">{t('changed')}</th>
              <th scope="col">{t('direction')}</th>
              <th scope="col">{t('distance')}</th>
            </tr>
          </thead>
          <tbody>
            {table.judges.map((judge) => (
              <Fragment key={judge.judgeId}>
                <tr>
                  <th scope="row">
                    {judge.name} <span className="small muted">{t('allIndicators')}</span>
                  </th>
                  <Figures drift={judge} />
                </tr>
                {judge.indicators.map((each) => {
                  const name = table.names[each.indicator];
                  return (
                    <tr key={each.indicator} className="drift__indicator">
                      <th scope="row">
                        <span className="visually-hidden">{judge.name}: </span>
                        {each.indicator} {name ? localized(name, locale) : ''}
                      </th>
                      <Figures drift={each} />
                    </tr>
                  );
                })}
              </Fragment>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p className="small muted measure">{t('explain')}</p>
    </section>
  );
}

function Figures({ drift }: { drift: Drift }) {
  const t = useText(standingText);
  const locale = useLocale();
  const { changed, offered, signed, absolute } = drift;
  const points = (value: number) => formatPoints(Math.abs(value), locale, 1);
  // Below what is shown it would read "0.0 points above".
  const way = signed === null ? 'nothing' : Math.abs(signed) < 0.05 ? 'level' : signed > 0 ? 'higher' : 'lower';
  return (
    <>
      <td>{t('changedOf', { n: changed, all: offered })}</td>
      <td>{t(way, { points: points(signed ?? 0) })}</td>
      <td>{absolute === null ? t('nothing') : t('points', { points: points(absolute) })}</td>
    </>
  );
}
