import { formatPoints } from '#app/i18n/format.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import type { Difference, EntryChange, Pair } from '#app/publication/difference.ts';
import { TableBox } from './table-box.tsx';

interface ChangeTableProps {
  title: string;
  difference: Difference;
  /** Entries of the newer version. */
  all: number;
  decimals: number;
}

/** What a new version of results changed: points, places and honours as they were and as they are. */
export function ChangeTable({ title, difference, all, decimals }: ChangeTableProps) {
  const t = useText(versionsText);
  const locale = useLocale();
  const { entries, weights, method } = difference;
  const points = (value: number | null) => (value === null ? t('none') : formatPoints(value, locale, decimals));
  const plain = (value: number | string | null) => (value === null ? t('none') : String(value));
  const pair = <T,>({ before, after }: Pair<T>, said: (value: T | null) => string) => {
    const [one, other] = [said(before), said(after)];
    return one === other ? one : t('fromTo', { before: one, after: other });
  };
  const noteOf = ({ kind, moved }: EntryChange) =>
    kind !== 'changed' ? t(kind) : moved ? t('moved', { before: moved.before ?? '', after: moved.after ?? '' }) : null;
  return (
    <div className="stack stack--tight">
      <h2 id="perubahan">{title}</h2>
      {weights.length > 0 || method ? (
        <ul className="reasons">
          {weights.map(({ name, weight: { before, after } }) => (
            <li key={name.id}>
              {t('weightChanged', { name: localized(name, locale), before: plain(before), after: plain(after) })}
            </li>
          ))}
          {method ? <li>{t('methodChanged', { before: plain(method.before), after: plain(method.after) })}</li> : null}
        </ul>
      ) : null}
      <p>{entries.length === 0 ? t('changesNone') : t('changesCount', { n: entries.length, all })}</p>
      {entries.length === 0 ? null : (
        <TableBox label={title}>
          <table className="table changes">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                {(['entry', 'total', 'categoryRank', 'rank', 'award', 'criteria'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">
                    {entry.name} <span className="small muted">{noteOf(entry) ?? entry.category}</span>
                  </th>
                  <td>{pair(entry.total, points)}</td>
                  <td>{pair(entry.categoryRank, plain)}</td>
                  <td>{pair(entry.rank, plain)}</td>
                  <td>{pair(entry.award, plain)}</td>
                  <td>
                    {entry.criteria
                      .map((each) => `${localized(each.name, locale)}: ${pair(each.points, points)}`)
                      .join('; ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </div>
  );
}
