import { Link } from '@remix-run/react';
import { publicationText } from '#app/i18n/publication.ts';
import { roomText } from '#app/i18n/room.ts';
import { useText } from '#app/i18n/use-text.ts';
import { BoardHead } from './board-head.tsx';
import { Badge } from './notice.tsx';
import { Points } from './points.tsx';
import { IntervalBar, SparkBar } from './room-charts.tsx';
import { TableBox } from './table-box.tsx';

export interface RoomRow {
  id: string;
  name: string;
  /** Screen with what stands behind the total. */
  behind: string;
  category: string;
  rank: number | null;
  total: number | null;
  byCriterion: Record<string, number | null>;
  band: string | null;
  /** Mean of the judges, and the total at the average judge where judges can be compared. */
  mean: number | null;
  adjusted: number | null;
  /** Bounds that hold 90 % of the draws, of total and place. */
  interval: readonly [number, number] | null;
  places: readonly [number, number] | null;
  nearTies: readonly string[];
  sharedWith: readonly string[];
  note: string | null;
}

interface RoomTableProps {
  caption: string;
  criteria: { id: string; name: string; weight: number }[];
  rows: RoomRow[];
  showCategory: boolean;
}

/** Places and totals with how certain they are. Every drawing stands beside its figures, which are the text of it. */
export function RoomTable({ caption, criteria, rows, showCategory }: RoomTableProps) {
  const t = useText(publicationText);
  const room = useText(roomText);
  const bounds = rows.flatMap((row) => row.interval ?? (row.total === null ? [] : [row.total]));
  const low = Math.min(...bounds);
  const high = Math.max(...bounds);
  return (
    <TableBox label={caption}>
      <table className="table board board--room">
        <caption className="visually-hidden">{caption}</caption>
        <BoardHead
          figures={[room('totalAndRange'), room('rawAndAdjusted')]}
          criteria={criteria}
          showCategory={showCategory}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="rank">
                {row.rank ?? '–'}
                {row.places && row.places[0] !== row.places[1] ? (
                  <div className="small muted">{t('placesRange', { best: row.places[0], worst: row.places[1] })}</div>
                ) : null}
              </td>
              <th scope="row">
                <Link to={row.behind}>{row.name}</Link>
                {row.note ? <div className="small muted">{row.note}</div> : null}
                {row.nearTies.length > 0 ? (
                  <div className="small muted">
                    <Badge tone="warning">{room('nearTie')}</Badge> {row.nearTies.join(', ')}
                  </div>
                ) : null}
                {row.sharedWith.length > 0 ? (
                  <div className="small muted">{t('shared', { names: row.sharedWith.join(', ') })}</div>
                ) : null}
              </th>
              <td className="number">
                <strong>
                  <Points value={row.total} />
                </strong>
                {row.interval && row.total !== null ? (
                  <>
                    <IntervalBar low={low} high={high} interval={row.interval} total={row.total} />
                    <div className="small muted">
                      <Points value={row.interval[0]} />–<Points value={row.interval[1]} />
                    </div>
                  </>
                ) : null}
              </td>
              <td className="number">
                <Points value={row.mean} />
                {row.adjusted === null || row.mean === null ? null : (
                  <div className="small muted">
                    <Points value={row.adjusted} /> (<Points value={row.adjusted - row.mean} signed />)
                  </div>
                )}
              </td>
              <td>{row.band ?? '–'}</td>
              {showCategory ? <td>{row.category}</td> : null}
              {criteria.map((criterion) => (
                <td className="number" key={criterion.id}>
                  <Points value={row.byCriterion[criterion.id]} />
                  <SparkBar value={row.byCriterion[criterion.id] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
