import { planText } from '#app/i18n/plan.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/notice.tsx';
import { TableBox } from '#app/ui/table-box.tsx';
import type { PlanBoard } from '../plan.server.ts';
import type { JudgeLoad, Plan } from '../plan.ts';

const changeOf = ({ added, removed }: JudgeLoad) =>
  [added > 0 ? `+${added}` : '', removed > 0 ? `−${removed}` : ''].filter(Boolean).join(' ');

/** How many entries each judge gets, by category. */
export function LoadTable({ plan, board }: { plan: Plan; board: PlanBoard }) {
  const t = useText(planText);
  const loads = new Map(plan.loads.map((row) => [row.judgeId, row]));
  return (
    <TableBox label={t('loads')}>
      <table className="table table--cards planner__loads">
        <caption className="visually-hidden">{t('loads')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('judge')}</th>
            <th scope="col" className="number">
              {t('load')}
            </th>
            <th scope="col" className="number">
              {t('kept')}
            </th>
            <th scope="col" className="number">
              {t('change')}
            </th>
            {board.categories.map((category) => (
              <th scope="col" className="number" key={category}>
                {category}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.people.map(({ id, name, role }) => {
            const row = loads.get(id);
            if (!row) return null;
            return (
              <tr key={id}>
                <th scope="row">
                  {name} {role === 'chiefJudge' ? <Badge>{t('chief')}</Badge> : null}
                </th>
                <td className="number" data-label={t('load')}>
                  <strong>{row.load}</strong>
                </td>
                <td className="number" data-label={t('kept')}>
                  {row.kept}
                </td>
                <td className="number" data-label={t('change')}>
                  {changeOf(row) || <span className="muted">{t('unchanged')}</span>}
                </td>
                {board.categories.map((category) => (
                  <td className="number" data-label={category} key={category}>
                    {row.byCategory[category] ?? 0}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}
