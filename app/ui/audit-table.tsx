import { Form, Link } from '@remix-run/react';
import { type BoardRow, isActive, stageOf } from '#app/audit/board.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatPoints } from '#app/i18n/format.ts';
import type { Locale, Text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { AuditBadge } from './audit-badge.tsx';
import { Button } from './button.tsx';
import { TableBox } from './table-box.tsx';

type Words = keyof (typeof auditsText)['id'];

/** A site's failure in the page's language; the stored sentence (with its details) is Indonesian. */
export function failureSentence(code: string, message: string, locale: Locale, t: Text<Words>): string {
  if (locale === 'id' && message) return message;
  const key = `failure_${code}`;
  return key in auditsText.id ? t(key as Words) : t('failure_other');
}

function Progress({ row }: { row: BoardRow }) {
  const t = useText(auditsText);
  const locale = useLocale();
  const stage = row.stage ? stageOf(row.stage) : null;
  const failure = row.failureCode ? failureSentence(row.failureCode, row.failureMessage ?? '', locale, t) : null;
  return (
    <div className="cell-progress">
      <span className="row">
        <AuditBadge row={row} />
        {row.state === 'waiting' || (isActive(row) && row.tries > 0) ? (
          <span className="small muted">{t('tries', { n: row.tries + 1 })}</span>
        ) : null}
      </span>
      {row.state === 'running' ? (
        <>
          <progress className="progress" max={1} value={row.progress} aria-label={row.name} />
          {stage ? (
            <span className="small muted">
              {t(stage.key)} {stage.step}
            </span>
          ) : null}
        </>
      ) : null}
      {failure ? <span className="small">{failure}</span> : null}
    </div>
  );
}

interface TableProps {
  rows: readonly BoardRow[];
  criteria: readonly { id: string; name: string }[];
  /** Audits may be started. */
  open: boolean;
}

/** Every site with its newest audit: state, progress, points proposed, report. Entries without a site are folded. */
export function AuditTable({ rows, criteria, open }: TableProps) {
  const t = useText(auditsText);
  const sites = rows.filter((row) => row.url !== null);
  const others = rows.filter((row) => row.url === null);
  return (
    <>
      {sites.length > 0 ? <Sites rows={sites} criteria={criteria} open={open} /> : null}
      {others.length > 0 ? (
        <details className="card fold">
          <summary>
            {t('noSite')} ({others.length})
          </summary>
          <ul>
            {others.map((row) => (
              <li key={row.entryId}>
                <Link to={paths.entry(row.entryId)}>{row.name}</Link>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Sites({ rows, criteria, open }: TableProps) {
  const t = useText(auditsText);
  const locale = useLocale();
  const pointsOf = (row: BoardRow, id: string) => row.points.find((each) => each.criterion === id);
  return (
    <TableBox label={t('title')}>
      <table className="table table--cards">
        <thead>
          <tr>
            <th scope="col">{t('colEntry')}</th>
            <th scope="col">{t('colState')}</th>
            {criteria.map((criterion) => (
              <th scope="col" className="number" key={criterion.id}>
                {criterion.name}
              </th>
            ))}
            <th scope="col">{t('colAct')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.entryId}>
              <th scope="row">
                <Link to={paths.entry(row.entryId)} className="cell-name">
                  {row.name}
                </Link>{' '}
                <span className="small muted">{row.category}</span>
              </th>
              <td>
                <Progress row={row} />
              </td>
              {criteria.map(({ id, name }) => {
                const points = pointsOf(row, id);
                return points ? (
                  <td className="number" key={id} data-label={name}>
                    {points.points === null ? (
                      <span className="small muted">{t('unmeasuredPoints')}</span>
                    ) : (
                      formatPoints(points.points, locale, 1)
                    )}
                  </td>
                ) : (
                  <td key={id} />
                );
              })}
              <td>
                <div className="row">
                  {row.auditId && row.state === 'done' ? (
                    <Link
                      to={paths.audit(row.auditId)}
                      className="button"
                      aria-label={t('reportOf', { name: row.name })}
                    >
                      {t('report')}
                    </Link>
                  ) : null}
                  {open && row.url && !isActive(row) ? (
                    <Form method="post">
                      <input type="hidden" name="entryId" value={row.entryId} />
                      <Button
                        kind="quiet"
                        name="intent"
                        value="satu"
                        aria-label={row.state ? `${t('again')}: ${row.name}` : t('startOf', { name: row.name })}
                      >
                        {t(row.state ? 'again' : 'startOne')}
                      </Button>
                    </Form>
                  ) : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
