import { useFetcher } from '@remix-run/react';
import { useEffect, useId, useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { hasReason, REASON_MIN } from '../mark.ts';
import type { OwnReport } from '../reports.server.ts';
import { useReach } from './use-reach.ts';

/** What was typed and not yet sent, kept over a reload. */
function useDraft(key: string) {
  const [text, setText] = useState('');
  useEffect(() => setText(localStorage.getItem(key) ?? ''), [key]);
  return {
    text,
    write(next: string): void {
      setText(next);
      try {
        if (next) localStorage.setItem(key, next);
        else localStorage.removeItem(key);
      } catch {
        // No room: it is on the screen all the same.
      }
    },
  };
}

interface ReportProps {
  judgeId: string;
  entryId: string;
  indicator: string;
  report: OwnReport | undefined;
  disabled: boolean;
}

/** “The measurement is wrong”: goes to the chief judge with its evidence, and changes no mark. */
export function Report({ judgeId, entryId, indicator, report, disabled }: ReportProps) {
  const t = useText(judgingText);
  const id = useId();
  const fetcher = useFetcher<{ problem?: string; reported?: boolean }>();
  const { text, write } = useDraft(`lomba-laporan:${judgeId}:${entryId}:${indicator}`);
  const { onSubmit, away, asking } = useReach(judgeId, (filled) => fetcher.submit(filled, { method: 'post' }));
  const { data } = fetcher;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when an answer came.
  useEffect(() => {
    if (data?.reported) write('');
  }, [data]);
  const wanting = hasReason({ reason: text }) ? '' : t('reasonNeeded', { n: REASON_MIN });
  const problem = away ? t('away') : data?.problem;
  return (
    <details className="fold">
      <summary>{t('report')}</summary>
      <fetcher.Form method="post" className="stack stack--tight" onSubmit={onSubmit}>
        <input type="hidden" name="intent" value="report" />
        <input type="hidden" name="indicator" value={indicator} />
        <label className="field__label" htmlFor={id}>
          {t('reportLabel')}
        </label>
        <span className="field__hint" id={`${id}-hint`}>
          {t('reportHint')}
        </span>
        <textarea
          id={id}
          name="text"
          className="input input--short"
          value={text}
          maxLength={2000}
          disabled={disabled}
          aria-describedby={`${id}-hint ${id}-wanting`}
          onChange={(event) => write(event.target.value)}
        />
        <div className="row">
          <Button disabled={disabled || asking || fetcher.state !== 'idle' || wanting !== ''}>
            {t(report && report.resolution === null ? 'reportAgain' : 'reportAct')}
          </Button>
          <span id={`${id}-wanting`} className="muted small">
            {wanting}
          </span>
        </div>
        {problem ? <p role="alert">{problem}</p> : null}
      </fetcher.Form>
    </details>
  );
}

/** Where the judge's own report stands. */
export function ReportState({ report }: { report: OwnReport | undefined }) {
  const t = useText(judgingText);
  if (!report) return null;
  const title = { open: t('reported'), stands: t('reportStands'), ruled: t('reportRuled') };
  return (
    <div className={`notice notice--${report.resolution === null ? 'warning' : 'info'}`} role="status">
      <p className="notice__title">{title[report.resolution ?? 'open']}</p>
      <p className="small">{report.answer ?? report.text}</p>
    </div>
  );
}
