import { formatShare } from '#app/i18n/format.ts';
import { roomText } from '#app/i18n/room.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Points } from './points.tsx';
import { TableBox } from './table-box.tsx';

interface Place {
  total: number | null;
  rank: number | null;
}

interface WhatIfTableProps {
  rows: { id: string; name: string; before: Place; after: Place; robust: number | null }[];
}

/** Places and totals before and after, and how robust each official rank is. */
export function WhatIfTable({ rows }: WhatIfTableProps) {
  const t = useText(roomText);
  const locale = useLocale();
  const move = ({ before, after }: WhatIfTableProps['rows'][number]) => {
    if (before.rank === null || after.rank === null) return t('noRank');
    const up = before.rank - after.rank;
    return up === 0 ? t('stays') : t(up > 0 ? 'movesUp' : 'movesDown', { n: Math.abs(up) });
  };
  return (
    <TableBox label={t('whatIfTable')}>
      <table className="table what-if">
        <caption className="visually-hidden">{t('whatIfTable')}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('supposedRank')}
            </th>
            <th scope="col" className="number">
              {t('officialRank')}
            </th>
            <th scope="col">{t('entryColumn')}</th>
            <th scope="col">{t('move')}</th>
            <th scope="col" className="number">
              {t('supposedTotal')}
            </th>
            <th scope="col" className="number">
              {t('officialTotal')}
            </th>
            <th scope="col" className="number">
              {t('robust')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="number">
                <strong>{row.after.rank ?? '–'}</strong>
              </td>
              <td className="number">{row.before.rank ?? '–'}</td>
              <th scope="row">{row.name}</th>
              <td>{move(row)}</td>
              <td className="number">
                <Points value={row.after.total} />
              </td>
              <td className="number">
                <Points value={row.before.total} />
              </td>
              <td className="number">{row.robust === null ? '–' : formatShare(row.robust, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
