import { Form } from '@remix-run/react';
import { plenaryText } from '#app/i18n/plenary.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { DecideAct } from '#app/publication/plenary.schema.ts';
import type { ShownTie } from '#app/publication/plenary-view.ts';
import { Button } from './button.tsx';
import { SelectField, TextArea } from './field.tsx';
import { KeptWords } from './kept-words.tsx';
import { Badge, Notice } from './notice.tsx';

interface TieFormProps {
  tie: ShownTie;
  /** Input hash of the tally on the screen. */
  seen: string;
  /** Whether the viewer may decide. */
  may: boolean;
  /** Decisions so far: one more, and what was typed has been taken. */
  made: number;
  /** What was typed into it and refused, and why. */
  refused: { act: DecideAct; problem: string } | null;
}

/** One tie with the decision that ends it. Without scripts too. */
export function TieForm({ tie, seen, may, made, refused }: TieFormProps) {
  const t = useText(plenaryText);
  const { category, place, members, honoured } = tie;
  const id = `seri-${members[0]?.id ?? ''}-${category ?? ''}`;
  const title =
    category === null
      ? t('tieAll', { n: place, count: members.length })
      : t('tieIn', { category, n: place, count: members.length });
  const typed = (at: number) => refused?.act.places[at] ?? '';
  return (
    <section className="card" aria-labelledby={id}>
      <div className="row row--between">
        <h3 id={id}>{title}</h3>
        <Badge tone={honoured ? 'danger' : 'neutral'}>{t(honoured ? 'must' : 'free')}</Badge>
      </div>
      <p>{members.map(({ name }) => name).join(', ')}</p>
      <p className="muted small">{t(honoured ? 'tieHonoured' : 'tieFree')}</p>
      {may ? (
        <Form method="post" className="stack" preventScrollReset>
          <KeptWords id={id} mark={made} />
          {refused ? <Notice tone="danger" title={refused.problem} live /> : null}
          <input type="hidden" name="seen" value={seen} />
          {members.map((member) => (
            <input type="hidden" name="entries" value={member.id} key={member.id} />
          ))}
          <fieldset className="checks">
            <legend>{t('outcome')}</legend>
            <label className="check">
              <input
                type="radio"
                name="outcome"
                value="order"
                defaultChecked={refused?.act.outcome === 'order'}
                required
              />
              <span>{t('outcomeOrder')}</span>
            </label>
            <div className="row row--end">
              {members.map((member, at) => (
                <SelectField
                  key={member.id}
                  label={t('placeOf', { name: member.name })}
                  name={`tempat-${member.id}`}
                  defaultValue={typed(at)}
                >
                  <option value="">–</option>
                  {members.map((_, n) => (
                    <option key={members[n]?.id} value={n + 1}>
                      {n + 1}
                    </option>
                  ))}
                </SelectField>
              ))}
            </div>
            <p className="muted small">{t('placeHint')}</p>
            <label className="check">
              <input
                type="radio"
                name="outcome"
                value="shared"
                defaultChecked={refused?.act.outcome === 'shared'}
                required
              />
              <span>{t('outcomeShared')}</span>
            </label>
          </fieldset>
          <TextArea
            label={t('reason')}
            hint={t('reasonHint')}
            name="reason"
            rows={3}
            maxLength={2000}
            defaultValue={refused?.act.reason ?? ''}
            required
          />
          <div>
            <Button kind="primary" name="intent" value="putus">
              {t('decide')}
            </Button>
          </div>
        </Form>
      ) : null}
    </section>
  );
}
