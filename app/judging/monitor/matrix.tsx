import { Link } from '@remix-run/react';
import { rulingsText } from '#app/i18n/rulings.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { TableBox } from '#app/ui/table-box.tsx';
import type { Cell, Monitor } from '../monitor.server.ts';

/** Every judge's sheet of every site: how far it is. A submitted one leads to its reopening. */
export function Matrix({ monitor }: { monitor: Monitor }) {
  const t = useText(rulingsText);
  if (monitor.judges.length === 0) return <Notice>{t('noAssignments')}</Notice>;
  return (
    <section className="stack">
      <h2>{t('matrix')}</h2>
      <TableBox label={t('matrix')}>
        <table className="table matrix">
          <thead>
            <tr>
              <th scope="col">{t('entry')}</th>
              {monitor.judges.map(({ id, name, submitted, assigned }) => (
                <th scope="col" key={id}>
                  {name}
                  <br />
                  <span className="small">{t('submittedOf', { submitted, assigned })}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {monitor.rows.map((row) => (
              <tr key={row.entryId}>
                <th scope="row">
                  <Link to={paths.entry(row.entryId)}>{row.name}</Link>
                </th>
                {row.cells.map((cell, i) => (
                  <td key={monitor.judges[i]?.id ?? i}>
                    <CellState cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}

function CellState({ cell }: { cell: Cell | null }) {
  const t = useText(rulingsText);
  if (!cell) return <span className="muted">{t('notAssigned')}</span>;
  if (cell.state === 'new') return <span className="muted small">{t('stateNew')}</span>;
  if (cell.state === 'draft')
    return <Badge tone="info">{t('stateDraft', { done: cell.done, total: cell.total })}</Badge>;
  if (cell.state === 'recused') return <Badge tone="warning">{t('stateRecused')}</Badge>;
  return (
    <Link to={`${paths.judgingMonitor()}?lembar=${cell.sheetId}`}>
      <Badge tone="success">{t('stateSubmitted')}</Badge>
    </Link>
  );
}
