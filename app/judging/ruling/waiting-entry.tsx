import { rulingsText } from '#app/i18n/rulings.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { Badge, Notice } from '#app/ui/notice.tsx';
import type { WhyRow } from '#app/ui/why-rows.ts';
import { DecideForm } from './decide-form.tsx';
import { ReportForm } from './report-form.tsx';

export interface Waiting {
  entryId: string;
  name: string;
  category: string;
  url: string | null;
  failureMessage: string | null;
  unmeasured: { indicator: string; why: WhyRow[] }[];
  reported: { indicator: string; why: WhyRow[]; points: number | null; by: { judge: string; text: string }[] }[];
}

/** A form that was refused: which, why, and what was typed into it. */
export interface Refused {
  form: string;
  problem: string;
  values: Record<string, string>;
  chosen: string[];
}

interface WaitingProps {
  entry: Waiting;
  names: Record<string, LocalizedText>;
  /** Whether the viewer may rule, now. */
  may: boolean;
  /** Rulings made in this contest so far. */
  made: number;
  refused: Refused | null;
}

/** One entry with what awaits the chief judge: measurements to decide and those that judges call wrong. */
export function WaitingEntry({ entry, names, may, made, refused }: WaitingProps) {
  const t = useText(rulingsText);
  const locale = useLocale();
  const nameOf = (id: string) => `${id} ${names[id] ? localized(names[id], locale) : ''}`;
  const of = (form: string) => (refused?.form === form ? refused : null);
  return (
    <section className="card" aria-labelledby={`e-${entry.entryId}`}>
      <div className="row row--between">
        <h2 id={`e-${entry.entryId}`}>{entry.name}</h2>
        <div className="row">
          <Badge>{entry.category}</Badge>
          {entry.url ? (
            <a className="tap-link" href={entry.url} target="_blank" rel="noreferrer noopener">
              {t('openSite')}
            </a>
          ) : null}
        </div>
      </div>
      {entry.failureMessage ? (
        <Notice tone="warning" title={t('failure')}>
          {entry.failureMessage}
        </Notice>
      ) : null}
      {entry.unmeasured.length > 0 ? (
        <DecideForm entry={entry} nameOf={nameOf} may={may} made={made} refused={of(entry.entryId)} />
      ) : null}
      {entry.reported.map((report) => (
        <ReportForm
          key={report.indicator}
          entryId={entry.entryId}
          report={report}
          name={nameOf(report.indicator)}
          may={may}
          made={made}
          refused={of(`${entry.entryId} ${report.indicator}`)}
        />
      ))}
    </section>
  );
}
