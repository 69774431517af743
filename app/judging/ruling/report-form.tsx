import { Form } from '@remix-run/react';
import { formatPoints } from '#app/i18n/format.ts';
import { rulingsText } from '#app/i18n/rulings.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { ProposalWhy } from '#app/ui/proposal-why.tsx';
import { RulingFields } from './ruling-fields.tsx';
import type { Refused, Waiting } from './waiting-entry.tsx';

interface ReportProps {
  entryId: string;
  report: Waiting['reported'][number];
  name: string;
  may: boolean;
  made: number;
  refused: Refused | null;
}

/** A measurement that judges call wrong, with its evidence: a correction for all judges, or it stands. */
export function ReportForm({ entryId, report, name, may, made, refused }: ReportProps) {
  const t = useText(rulingsText);
  const locale = useLocale();
  const { indicator, points, why, by } = report;
  const form = `${entryId} ${indicator}`;
  return (
    <Form method="post" className="decision">
      <h3>
        {t('reportedTitle')}: {name}
      </h3>
      <p>{t('reportedPoints', { points: formatPoints(points, locale, 1) })}</p>
      {by.map(({ judge, text }) => (
        <blockquote className="said" key={judge}>
          <p>{text}</p>
          <footer className="muted small">{t('reportedBy', { judge })}</footer>
        </blockquote>
      ))}
      <ProposalWhy rows={why} />
      {may ? (
        <>
          <input type="hidden" name="entryId" value={entryId} />
          <input type="hidden" name="listed" value={indicator} />
          <input type="hidden" name="form" value={form} />
          <RulingFields form={form} made={made} refused={refused} hint={t('standsHint')} />
          <div className="row">
            <Button kind="primary" name="intent" value="decideAll">
              {t('correctAll')}
            </Button>
            <Button name="intent" value="stands" formNoValidate>
              {t('stands')}
            </Button>
          </div>
        </>
      ) : null}
    </Form>
  );
}
