import { Form, useSubmit } from '@remix-run/react';
import { formatPoints, formatTime } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Badge, type Tone } from '#app/ui/notice.tsx';
import type { HistoryRow } from '../history.server.ts';
import { type MarkEdit, type MarkState, noMark, sameEdit } from '../mark.ts';
import { useReach } from '../sheet/use-reach.ts';

const toneOf: Record<HistoryRow['state'], Tone> = {
  applied: 'success',
  conflict: 'warning',
  chosen: 'info',
  dropped: 'neutral',
};

/** A mark in words: level or claim, acceptance, tasks, reason, note. */
function Said({ title, edit }: { title: string; edit: MarkEdit }) {
  const t = useText(judgingText);
  const locale = useLocale();
  const lines = [
    edit.notApplicable ? t('notApplicable') : null,
    edit.level === null
      ? null
      : t('levelOf', { level: formatPoints(edit.level, locale, Number.isInteger(edit.level) ? 0 : 1) }),
    edit.accepted === null || edit.accepted === undefined
      ? null
      : t('historyAccepted', { points: formatPoints(edit.accepted, locale, 1) }),
    edit.tasks?.some((task) => task !== null)
      ? t('historyTasks', { list: edit.tasks.map((task) => t(task ? `task_${task}` : 'task_open')).join(' · ') })
      : null,
    edit.reason ? t('historyReason', { reason: edit.reason }) : null,
    edit.note ? t('noteOf', { note: edit.note }) : null,
  ].filter((line) => line !== null);
  return (
    <div>
      <p className="muted small">{title}</p>
      {lines.length === 0 ? <p className="muted">{t('historyEmpty')}</p> : null}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

interface EntryProps {
  judgeId: string;
  row: HistoryRow;
  name: string;
  /** The mark as it stands. */
  now: MarkState | undefined;
  mayRestore: boolean;
}

/** One edit of a mark: when, on which tablet, from what to what, and the way back to it. */
export function HistoryEntry({ judgeId, row, name, now, mayRestore }: EntryProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const submit = useSubmit();
  const { onSubmit, away, asking } = useReach(judgeId, (filled) => submit(filled, { method: 'post' }));
  const stands = sameEdit(row.to, now?.edit ?? noMark);
  const time = formatTime(row.at, locale);
  return (
    <li className="card">
      <div className="row row--between">
        <h2 className="history__name">{name}</h2>
        <Badge tone={toneOf[row.state]}>{t(`edit_${row.state}`)}</Badge>
      </div>
      <p className="muted small">
        {time} · {row.device === null ? t('historyNoDevice') : t('historyDevice', { n: row.device })}
      </p>
      {row.state === 'applied' && sameEdit(row.from, row.to) ? <p>{t('historyConfirmed')}</p> : null}
      <div className="history__sides">
        <Said title={t('historyFrom')} edit={row.from} />
        <Said title={t('historyTo')} edit={row.to} />
      </div>
      {stands ? (
        <div>
          <Badge tone="info">{t('historyNow')}</Badge>
        </div>
      ) : null}
      {mayRestore && !stands && row.state !== 'conflict' ? (
        <Form method="post" onSubmit={onSubmit}>
          <input type="hidden" name="editId" value={row.editId} />
          <input type="hidden" name="seen" value={now?.revision ?? 0} />
          <Button disabled={asking} aria-label={t('restoreOf', { time })}>
            {t('restore')}
          </Button>
        </Form>
      ) : null}
      {away ? <p role="alert">{t('away')}</p> : null}
    </li>
  );
}
