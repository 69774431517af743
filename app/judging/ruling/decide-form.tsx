import { Form } from '@remix-run/react';
import { rulingsText } from '#app/i18n/rulings.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { ProposalWhy } from '#app/ui/proposal-why.tsx';
import { RulingFields } from './ruling-fields.tsx';
import type { Refused, Waiting } from './waiting-entry.tsx';

interface DecideProps {
  entry: Waiting;
  nameOf: (indicator: string) => string;
  may: boolean;
  made: number;
  refused: Refused | null;
}

/** What could not be measured: points or "tidak berlaku", for all of it at once or for what is ticked. */
export function DecideForm({ entry, nameOf, may, made, refused }: DecideProps) {
  const t = useText(rulingsText);
  const { entryId, unmeasured } = entry;
  const alone = unmeasured.length === 1;
  return (
    <Form method="post" className="decision">
      <h3>{t('unmeasured', { n: unmeasured.length })}</h3>
      <input type="hidden" name="entryId" value={entryId} />
      {unmeasured.map(({ indicator }) => (
        <input key={indicator} type="hidden" name="listed" value={indicator} />
      ))}
      {alone || !may ? (
        <ul>
          {unmeasured.map(({ indicator }) => (
            <li key={indicator}>{nameOf(indicator)}</li>
          ))}
        </ul>
      ) : (
        <fieldset className="checks checks--grid">
          <legend className="visually-hidden">{t('chooseIndicators')}</legend>
          {unmeasured.map(({ indicator }) => (
            <label className="check" key={indicator}>
              <input
                type="checkbox"
                name="indicators"
                value={indicator}
                defaultChecked={refused?.chosen.includes(indicator)}
              />
              {nameOf(indicator)}
            </label>
          ))}
        </fieldset>
      )}
      <details className="fold">
        <summary>{t('whyUnmeasured')}</summary>
        {unmeasured.map(({ indicator, why }) => (
          <div key={indicator}>
            <h4>{nameOf(indicator)}</h4>
            <ProposalWhy rows={why} />
          </div>
        ))}
      </details>
      {may ? (
        <>
          <RulingFields form={entryId} made={made} refused={refused} />
          <div className="row">
            <Button kind="primary" name="intent" value="decideAll">
              {alone ? t('decide') : t('decideAll', { n: unmeasured.length })}
            </Button>
            {alone ? null : (
              <Button name="intent" value="decide">
                {t('decideChosen')}
              </Button>
            )}
          </div>
        </>
      ) : null}
    </Form>
  );
}
