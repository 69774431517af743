import { Form } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { planText } from '#app/i18n/plan.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField, TextArea } from '#app/ui/field.tsx';
import type { PlanBoard } from '../plan.server.ts';

export interface RefusedDeparture {
  judge: string;
  reason: string;
  field: 'judge' | 'reason';
  problem: string;
}

/** Judges who stopped, each with the way back, and the form that records another. */
export function Departures({ board, refused }: { board: PlanBoard; refused: RefusedDeparture | null }) {
  const t = useText(planText);
  const gone = board.people.filter((person) => person.departure);
  const staying = board.people.filter((person) => !person.departure);
  if (gone.length === 0 && (!board.open || staying.length === 0)) return null;
  return (
    <section className="card" id="berhenti">
      <h2>{t('departures')}</h2>
      <p className="measure muted">{t('departuresLead')}</p>
      {gone.map((person) => (
        <Gone key={person.id} person={person} open={board.open} />
      ))}
      {board.open && staying.length > 0 ? (
        <details className="planner__depart" open={refused !== null}>
          <summary>{t('depart')}</summary>
          <Form method="post" className="stack" noValidate>
            <SelectField
              label={t('departWho')}
              name="juri"
              required
              defaultValue={refused?.judge ?? ''}
              error={refused?.field === 'judge' ? refused.problem : undefined}
            >
              <option value="">{t('departChoose')}</option>
              {staying.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <TextArea
              label={t('departReason')}
              hint={t('departReasonHint')}
              name="alasan"
              required
              maxLength={2000}
              defaultValue={refused?.reason ?? ''}
              error={refused?.field === 'reason' ? refused.problem : undefined}
            />
            <div>
              <Button kind="danger" name="intent" value="berhenti">
                {t('departSave')}
              </Button>
            </div>
          </Form>
        </details>
      ) : null}
    </section>
  );
}

function Gone({ person, open }: { person: PlanBoard['people'][number]; open: boolean }) {
  const t = useText(planText);
  const locale = useLocale();
  const { id, name, departure } = person;
  if (!departure) return null;
  return (
    <Form method="post" className="decision">
      <h3>
        {name} <span className="muted small">{t('departedAt', { time: formatTime(departure.at, locale) })}</span>
      </h3>
      <p>{departure.reason}</p>
      <input type="hidden" name="juri" value={id} />
      {open ? (
        <div>
          <Button name="intent" value="kembali" aria-label={`${t('undo')} (${name})`}>
            {t('undo')}
          </Button>
        </div>
      ) : null}
    </Form>
  );
}
