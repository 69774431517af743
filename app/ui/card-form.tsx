import { Form } from '@remix-run/react';
import { devicesText } from '#app/i18n/devices.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { CardDesk } from '#app/identity/card-desk.server.ts';
import { CARD_DAYS } from '#app/identity/invitation-days.ts';
import { Button } from './button.tsx';
import { SelectField, TextArea } from './field.tsx';
import { Notice } from './notice.tsx';

interface Props {
  judges: CardDesk['judges'];
  invited: CardDesk['invited'];
  departed: readonly string[];
  /** Of a refused form: what it said, and why it was refused. */
  refused: { problem: string; names: string; chosen: readonly string[]; count: number } | undefined;
}

/** For whom cards are made: everybody who still judges is ticked until somebody unticks them. */
export function CardForm({ judges, invited, departed, refused }: Props) {
  const t = useText(devicesText);
  const ticked = (id: string) => (refused ? refused.chosen.includes(id) : !departed.includes(id));
  return (
    <Form method="post" className="card">
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.problem}</p>
        </Notice>
      ) : null}
      {judges.length + invited.length === 0 ? <p className="muted">{t('noJudges')}</p> : null}
      {judges.length + invited.length > 0 ? (
        <fieldset className="choices">
          <legend className="field__label">{t('whom')}</legend>
          {judges.map(({ id, name }) => (
            <Choice key={id} name="judge" id={id} ticked={ticked(id)} label={name}>
              {departed.includes(id) ? t('departed') : null}
            </Choice>
          ))}
          {invited.map(({ id, name }) => (
            <Choice key={id} name="invitation" id={id} ticked={ticked(id)} label={name}>
              {t('invited')}
            </Choice>
          ))}
        </fieldset>
      ) : null}
      <TextArea label={t('names')} hint={t('namesHint')} name="names" rows={4} defaultValue={refused?.names} />
      <SelectField label={t('count')} name="count" defaultValue={refused?.count ?? 1}>
        {[1, 2, 3].map((n) => (
          <option key={n} value={n}>
            {t('countN', { n })}
          </option>
        ))}
      </SelectField>
      <p className="muted small">{t('printLead', { days: CARD_DAYS })}</p>
      <div>
        <Button kind="primary" name="intent" value="print">
          {t('print')}
        </Button>
      </div>
    </Form>
  );
}

interface ChoiceProps {
  name: string;
  id: string;
  ticked: boolean;
  label: string;
  children: string | null;
}

function Choice({ name, id, ticked, label, children }: ChoiceProps) {
  return (
    <label className="check">
      <input type="checkbox" name={name} value={id} defaultChecked={ticked} />
      <span>
        {label}
        {children ? <span className="muted small"> ({children})</span> : null}
      </span>
    </label>
  );
}
