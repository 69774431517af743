import { Form } from '@remix-run/react';
import { planText } from '#app/i18n/plan.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { TableBox } from '#app/ui/table-box.tsx';
import type { PlanSettings } from '../plan.schema.ts';
import type { PlanBoard, PlanPreview } from '../plan.server.ts';
import type { Plan } from '../plan.ts';
import { categoryField } from '../plan-form.ts';
import { LoadTable } from './load-table.tsx';
import { type Names, RefusedPlan } from './refused-plan.tsx';

/** What the plan would be and what it changes, with the button that applies it. `saved`: it is the contest's own. */
export function Preview({ board, saved }: { board: PlanBoard; saved: boolean }) {
  const t = useText(planText);
  const { preview } = board;
  const { settings, outcome } = preview;
  const names: Names = Object.fromEntries([...board.people, ...board.entries].map(({ id, name }) => [id, name]));
  const { judgesPerEntry } = settings;
  return (
    <section className="card" id="pembagian">
      <h2>{t('preview')}</h2>
      <p role={saved ? undefined : 'status'}>
        {judgesPerEntry === null ? t('everyone') : t('some', { n: judgesPerEntry })}{' '}
        {saved || !outcome.ok ? null : <strong>{t('unsaved')}</strong>}
      </p>
      {outcome.ok ? (
        <>
          <Balance plan={outcome} names={names} />
          <Changes preview={preview} plan={outcome} saved={saved} />
          <LoadTable plan={outcome} board={board} />
          <PerEntry preview={preview} names={names} />
        </>
      ) : (
        <RefusedPlan refusal={outcome} names={names} />
      )}
    </section>
  );
}

function Balance({ plan, names }: { plan: Plan; names: Names }) {
  const t = useText(planText);
  const { least, most, because } = plan.balance;
  const idle = plan.loads.filter((row) => row.load === 0);
  return (
    <>
      {because.length > 0 ? (
        <Notice tone="warning" title={t('uneven', { least, most })}>
          <ul>
            {because.map((cause) => (
              <li key={cause}>{t(`because_${cause}`)}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p>{least === most ? t('evenAll', { most }) : t('even', { least, most })}</p>
      )}
      {plan.overfull.length > 0 ? (
        <Notice title={t('overfull')}>
          {t('overfullLead', { names: plan.overfull.map((id) => names[id] ?? '').join(', ') })}
        </Notice>
      ) : null}
      {idle.length > 0 ? (
        <Notice tone="warning" title={t('idle')}>
          {t('idleLead', { names: idle.map((row) => names[row.judgeId] ?? '').join(', ') })}
        </Notice>
      ) : null}
    </>
  );
}

function Changes({ preview, plan, saved }: { preview: PlanPreview; plan: Plan; saved: boolean }) {
  const t = useText(planText);
  const [added, removed] = [plan.add.length, plan.remove.length];
  const none = added + removed === 0;
  if (none && saved) return <Notice tone="success">{t('inForce')}</Notice>;
  return (
    <Form method="post" className="stack stack--tight">
      <p>
        {none ? t('changesOnlySettings') : <strong>{t('changes', { added, removed })}</strong>}{' '}
        {none ? null : <span className="muted">{t('changesLead')}</span>}
      </p>
      <SettingsFields settings={preview.settings} />
      <input type="hidden" name="sidik" value={preview.fingerprint} />
      <div>
        <Button kind="primary" name="intent" value="terapkan">
          {t('apply')}
        </Button>
      </div>
    </Form>
  );
}

/** What was looked at is what is applied, whatever stands in the form above by now. */
function SettingsFields({ settings }: { settings: PlanSettings }) {
  const { judgesPerEntry, categories } = settings;
  return (
    <>
      <input type="hidden" name="cara" value={judgesPerEntry === null ? 'semua' : 'sebagian'} />
      <input type="hidden" name="banyak" value={judgesPerEntry ?? ''} />
      {Object.entries(categories).flatMap(([judgeId, some]) =>
        some.map((category) => (
          <input key={`${judgeId} ${category}`} type="hidden" name={categoryField(judgeId)} value={category} />
        )),
      )}
    </>
  );
}

function PerEntry({ preview, names }: { preview: PlanPreview; names: Names }) {
  const t = useText(planText);
  const { changes } = preview;
  if (changes.length === 0) return null;
  const listed = (ids: string[]) => ids.map((id) => names[id] ?? '').join(', ');
  return (
    <details className="planner__changes">
      <summary>{t('perEntry', { n: changes.length })}</summary>
      <TableBox label={t('perEntry', { n: changes.length })}>
        <table className="table table--cards">
          <thead>
            <tr>
              <th scope="col">{t('entry')}</th>
              <th scope="col">{t('added')}</th>
              <th scope="col">{t('removed')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ entryId, added, removed }) => (
              <tr key={entryId}>
                <th scope="row">{names[entryId]}</th>
                <td data-label={t('added')}>{listed(added)}</td>
                <td data-label={t('removed')}>{listed(removed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  );
}
