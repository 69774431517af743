import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';
import { BoardHead } from './board-head.tsx';
import { Points } from './points.tsx';
import { TableBox } from './table-box.tsx';

export interface BoardTableRow {
  id: string;
  name: string;
  url: string | null;
  category: string;
  rank: number | null;
  total: number | null;
  byCriterion: Record<string, number | null>;
  band: string | null;
  sharedWith: string[];
  /** In the place of a rank: why there is none. */
  note: string | null;
}

interface BoardTableProps {
  caption: string;
  criteria: { id: string; name: string; weight: number }[];
  rows: BoardTableRow[];
  decimals?: number;
  showCategory: boolean;
  /** Where a row's name leads; its site when absent. */
  linkOf?: (id: string) => string;
}

/** Places, points of each criterion, totals and bands. Scrolls inside its own box on a narrow screen. */
export function BoardTable({ caption, criteria, rows, decimals = 2, showCategory, linkOf }: BoardTableProps) {
  const t = useText(publicationText);
  return (
    <TableBox label={caption}>
      <table className="table board">
        <caption className="visually-hidden">{caption}</caption>
        <BoardHead figures={[t('total')]} criteria={criteria} showCategory={showCategory} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="rank">{row.rank ?? '–'}</td>
              <th scope="row">
                {linkOf ? (
                  <a href={linkOf(row.id)}>{row.name}</a>
                ) : row.url ? (
                  <a href={row.url} rel="noreferrer">
                    {row.name}
                  </a>
                ) : (
                  row.name
                )}
                {row.note ? <div className="small muted">{row.note}</div> : null}
                {row.sharedWith.length > 0 ? (
                  <div className="small muted">{t('shared', { names: row.sharedWith.join(', ') })}</div>
                ) : null}
              </th>
              <td className="number total">
                <Points value={row.total} decimals={decimals} />
              </td>
              <td>{row.band ?? '–'}</td>
              {showCategory ? <td>{row.category}</td> : null}
              {criteria.map((criterion) => (
                <td className="number" key={criterion.id}>
                  <Points value={row.byCriterion[criterion.id]} decimals={decimals} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
