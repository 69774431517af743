import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { anchorOf, paths } from '#app/paths.ts';
import type { Indicator } from '#app/rubric/rubric.schema.ts';
import { Badge } from '#app/ui/notice.tsx';
import type { SheetView } from '../sheet-view.server.ts';
import { ConflictChoice } from './conflict-choice.tsx';
import { Reasoned } from './reasoned.tsx';
import { RefusedNotice, SaveMark } from './save-mark.tsx';
import { type MarkProps, type SheetActs, shownMark } from './use-acts.ts';

export interface IndicatorProps {
  view: SheetView;
  mark: MarkProps;
  acts: SheetActs;
  /** False also until the browser has taken over: controls stand there, not yet usable, so that nothing moves. */
  writable: boolean;
}

interface FrameProps extends IndicatorProps {
  indicator: Indicator;
  children: ReactNode;
  /** What is folded away below: a `details` each, beside the claim's. */
  folds: ReactNode;
}

/** What every indicator has: name, description, save state, conflict, ruling, and the claim that it does not apply. */
export function IndicatorFrame({ indicator, view, mark, acts, writable, children, folds }: FrameProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const { id } = indicator;
  const { save, edit } = mark;
  const ruling = view.rulings[id];
  const asked = view.asked[id];
  const decided = ruling !== undefined && ruling.kind !== 'applicable';
  const claimed = edit.notApplicable && ruling?.kind !== 'applicable';
  return (
    <section className="indicator card" id={anchorOf(id)} aria-labelledby={`n-${id}`} tabIndex={-1}>
      <div className="indicator__head">
        <h3 id={`n-${id}`}>
          <span className="indicator__code">{id}</span>
          {` ${localized(indicator.name, locale)}`}
        </h3>
        <SaveMark save={save} />
      </div>
      <p className="muted indicator__description">{localized(indicator.description, locale)}</p>
      {view.conflicts
        .filter((conflict) => conflict.indicator === id)
        .map((conflict) => (
          <ConflictChoice
            key={conflict.editId}
            judgeId={view.judgeId}
            conflict={conflict}
            newer={shownMark(mark, view.marks[id])}
            disabled={!writable}
          />
        ))}
      <RefusedNotice save={save} onDiscard={acts.discard} />
      {asked && !decided ? (
        <div className="notice notice--warning">
          <p className="notice__title">{t(asked.isNew ? 'askedNewTitle' : 'askedTitle')}</p>
          <p className="small">{t(asked.isNew ? 'askedNewLead' : 'askedLead')}</p>
          <p>
            <Link to={paths.wordLook(asked.lookId)}>{t(asked.isNew ? 'askedNewLink' : 'askedLink', { id })}</Link>
          </p>
        </div>
      ) : null}
      {ruling ? (
        <div className="notice notice--info">
          <p className="notice__title">
            {ruling.kind === 'points'
              ? t('ruledPoints', { points: formatPoints(ruling.points, locale, 1) })
              : t(ruling.kind === 'notApplicable' ? 'ruledNotApplicable' : 'ruledApplicable')}
          </p>
          <p className="small">{ruling.reason}</p>
        </div>
      ) : null}
      {decided ? null : children}
      {!decided && claimed ? (
        <div className="claim">
          <Badge tone="info">{t('claimed')}</Badge>
          <span className="small">{edit.reason}</span>
          <button
            type="button"
            className="button button--quiet"
            disabled={!writable}
            onClick={() => acts.tap(id, { notApplicable: false, reason: null })}
          >
            {t('unclaim')}
          </button>
        </div>
      ) : null}
      {decided ? null : (
        <div className="folds">
          {folds}
          {view.closed === null && !claimed && ruling?.kind !== 'applicable' ? (
            <details className="fold">
              <summary>{t('notApplicableAsk')}</summary>
              <Reasoned
                label={t('claimReason')}
                hint={t('claimHint')}
                reason={null}
                action={t('claim')}
                disabled={!writable}
                onSave={(reason) => acts.tap(id, { level: null, notApplicable: true, reason, accepted: null })}
              />
            </details>
          ) : null}
          <Link className="fold-link" to={paths.history(view.entry.id, id)}>
            {t('history')}
            <span className="visually-hidden"> {id}</span>
          </Link>
        </div>
      )}
    </section>
  );
}
