import { useFetcher } from '@remix-run/react';
import { formatPoints } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import type { Locale } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { clock } from '../clock.ts';
import type { MarkEdit, MarkState } from '../mark.ts';
import type { Conflict } from '../sheet-view.server.ts';
import { useReach } from './use-reach.ts';

function Side({ title, edit, locale }: { title: string; edit: MarkEdit; locale: Locale }) {
  const t = useText(judgingText);
  const said = edit.notApplicable
    ? t('notApplicable')
    : edit.level === null
      ? t('noLevel')
      : t('levelOf', { level: formatPoints(edit.level, locale, Number.isInteger(edit.level) ? 0 : 1) });
  return (
    <div className="conflict__side">
      <p className="muted small">{title}</p>
      <p className="conflict__level">{said}</p>
      {edit.tasks ? (
        <p className="small">{edit.tasks.map((task) => t(task ? `task_${task}` : 'task_open')).join(' · ')}</p>
      ) : null}
      {edit.reason ? <p className="small">{edit.reason}</p> : null}
      {edit.note ? <p className="small">{t('noteOf', { note: edit.note })}</p> : null}
    </div>
  );
}

interface ChoiceProps {
  judgeId: string;
  conflict: Conflict;
  newer: MarkState;
  disabled: boolean;
}

/** Two edits of one mark side by side; the judge chooses, nothing else does. */
export function ConflictChoice({ judgeId, conflict, newer, disabled }: ChoiceProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const fetcher = useFetcher<{ problem?: string }>();
  const { onSubmit, away, asking } = useReach(judgeId, (filled) => fetcher.submit(filled, { method: 'post' }));
  const off = disabled || asking || fetcher.state !== 'idle';
  return (
    <fetcher.Form method="post" className="notice notice--warning conflict" onSubmit={onSubmit}>
      <p className="notice__title">{t('conflictTitle')}</p>
      <p className="small">{t('conflictLead')}</p>
      <input type="hidden" name="intent" value="resolve" />
      <input type="hidden" name="editId" value={conflict.editId} />
      <input type="hidden" name="seen" value={newer.revision} />
      <div className="conflict__sides">
        <div className="stack stack--tight">
          <Side
            title={newer.at ? t('newerAt', { time: clock(newer.at, locale) }) : t('newer')}
            edit={newer.edit}
            locale={locale}
          />
          <Button name="choice" value="newer" disabled={off}>
            {t('chooseNewer')}
          </Button>
        </div>
        <div className="stack stack--tight">
          <Side title={t('staleAt', { time: clock(conflict.at, locale) })} edit={conflict.to} locale={locale} />
          <Button name="choice" value="mine" disabled={off}>
            {t('chooseStale')}
          </Button>
        </div>
      </div>
      {away ? <p role="alert">{t('away')}</p> : null}
      {fetcher.data?.problem && !away ? <p role="alert">{fetcher.data.problem}</p> : null}
    </fetcher.Form>
  );
}
