import { Form, Link } from '@remix-run/react';
import type { FailureGroup } from '#app/audit/audit-step.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { passesText } from '#app/i18n/passes.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button } from './button.tsx';
import { Badge } from './notice.tsx';

/** Sites without a measurement by reason, each reason with what can be done. */
export function AuditFailures({ groups, open }: { groups: readonly FailureGroup[]; open: boolean }) {
  const t = useText(passesText);
  if (groups.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="gagal">
      <div>
        <h2 id="gagal">{t('failures')}</h2>
        <p className="muted">{t('failuresLead')}</p>
      </div>
      <ul className="blockers">
        {groups.map((group) => (
          <Group key={`${group.outcome} ${group.code}`} group={group} open={open} />
        ))}
      </ul>
    </section>
  );
}

function Group({ group: { code, outcome, rows }, open }: { group: FailureGroup; open: boolean }) {
  const t = useText(passesText);
  const audits = useText(auditsText);
  const failure = `failure_${code}`;
  const todo = `do_${code}`;
  return (
    <li className="blocker">
      <div className="blocker__body stack stack--tight">
        <p className="blocker__what">
          {audits(failure in auditsText.id ? (failure as 'failure_other') : 'failure_other')}
        </p>
        <p>{t(todo in passesText.id ? (todo as 'do_other') : 'do_other')}</p>
        <ul className="names">
          {rows.map((row) => (
            <li key={row.entryId}>
              <Link to={row.auditId ? paths.audit(row.auditId) : paths.entry(row.entryId)}>{row.name}</Link>
            </li>
          ))}
        </ul>
        <span>
          <Badge tone={outcome === 'failed' ? 'danger' : 'warning'}>
            {t(outcome === 'failed' ? 'counts' : 'open')}
          </Badge>
        </span>
      </div>
      {open ? (
        <Form method="post">
          <input type="hidden" name="sebab" value={code} />
          <Button name="intent" value="kelompok">
            {t('checkThese', { n: rows.length })}
          </Button>
        </Form>
      ) : null}
    </li>
  );
}
