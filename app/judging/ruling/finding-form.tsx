import { Form } from '@remix-run/react';
import { rulingsText } from '#app/i18n/rulings.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { EvidenceList } from '#app/ui/evidence.tsx';
import { TextArea } from '#app/ui/field.tsx';
import type { Refused, WaitingFinding } from './waiting-entry.tsx';

interface FindingProps {
  entryId: string;
  finding: WaitingFinding;
  nameOf: (indicator: string) => string;
  may: boolean;
  refused: Refused | null;
}

/** Evidence shown at once; the same text on every page of a site would bury the buttons. */
const SHOWN = 4;

/** A finding that takes an indicator to zero once the chief judge confirms it. */
export function FindingForm({ entryId, finding, nameOf, may, refused }: FindingProps) {
  const t = useText(rulingsText);
  const locale = useLocale();
  const more = finding.evidence.slice(SHOWN);
  return (
    <Form method="post" className="decision">
      <h3>{t('finding', { signal: localized(finding.name, locale) })}</h3>
      <p>{t('findingLead', { indicator: nameOf(finding.indicator) })}</p>
      <EvidenceList items={finding.evidence.slice(0, SHOWN)} />
      {more.length > 0 ? (
        <details className="fold">
          <summary>{t('moreEvidence', { n: more.length })}</summary>
          <EvidenceList items={more} />
        </details>
      ) : null}
      {may ? (
        <>
          {(['auditId', 'indicator', 'signal'] as const).map((key) => (
            <input key={key} type="hidden" name={key} value={finding[key]} />
          ))}
          <input type="hidden" name="entryId" value={entryId} />
          <TextArea
            label={t('reason')}
            name="reason"
            required
            defaultValue={refused?.values.reason ?? ''}
            error={refused?.problem}
          />
          <div className="row">
            <Button kind="danger" name="intent" value="confirm">
              {t('confirmFinding')}
            </Button>
            <Button name="intent" value="dismiss">
              {t('dismissFinding')}
            </Button>
          </div>
        </>
      ) : null}
    </Form>
  );
}
