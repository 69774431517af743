import { memo, useState } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { pointsOfLevel } from '#app/rubric/levels.ts';
import type { ProposedIndicator } from '#app/rubric/rubric.schema.ts';
import { Badge } from '#app/ui/notice.tsx';
import { OutcomeBadge, ProposalWhy } from '#app/ui/proposal-why.tsx';
import type { Outcome, WhyRow } from '#app/ui/why-rows.ts';
import type { MarkEdit } from '../mark.ts';
import { IndicatorFrame, type IndicatorProps } from './indicator-frame.tsx';
import { Levels } from './levels.tsx';
import { Note } from './note.tsx';
import { OwnElsewhere } from './own-elsewhere.tsx';
import { Reasoned } from './reasoned.tsx';
import { Report, ReportState } from './report.tsx';
import { sameProps } from './use-acts.ts';

export interface ProposalView {
  outcome: Outcome;
  points: number | null;
  why: WhyRow[];
}

/** An indicator the audit proposes points for: the points, why, a correction that asks for a reason, and a report that it is wrong. */
export const Proposed = memo(function Proposed({
  indicator,
  proposal,
  ...rest
}: IndicatorProps & { indicator: ProposedIndicator; proposal: ProposalView | undefined }) {
  const t = useText(judgingText);
  const locale = useLocale();
  const { acts, mark, view, writable } = rest;
  const open = view.closed === null;
  const { edit } = mark;
  const change = (to: Partial<MarkEdit>) => acts.tap(indicator.id, to);
  const outcome = proposal?.outcome ?? 'unmeasured';
  const points = proposal?.points ?? null;
  const accepted = edit.accepted ?? null;
  const report = view.reports[indicator.id];
  return (
    <IndicatorFrame
      indicator={indicator}
      folds={
        <>
          <ProposalWhy rows={proposal?.why ?? []} />
          {open && points !== null ? (
            <Override
              // Fresh once the correction changed; a note saved meanwhile must not take the reason being typed.
              key={`${edit.level} ${edit.reason}`}
              indicator={indicator}
              edit={edit}
              {...rest}
              onSave={(level, reason) => change({ level, reason, notApplicable: false, accepted: null })}
            />
          ) : null}
          {view.closed === null || view.closed === 'submitted' ? (
            <Report
              judgeId={view.judgeId}
              entryId={view.entry.id}
              indicator={indicator.id}
              report={report}
              // A measurement can be called wrong on a submitted sheet too.
              disabled={!writable && view.closed === null}
            />
          ) : null}
          <OwnElsewhere entryId={view.entry.id} indicator={indicator.id} />
          <Note value={edit.note} disabled={!writable} onSave={(note) => change({ note })} />
        </>
      }
      {...rest}
    >
      <div className="proposal">
        <div className="proposal__figure">
          <span className="proposal__points">{formatPoints(points, locale, 1)}</span>
          <span className="muted small">{t('proposedPoints')}</span>
        </div>
        <div className="proposal__state">
          <span className="row">
            <Badge>{t('proposed')}</Badge>
            <OutcomeBadge outcome={outcome} />
          </span>
          {outcome === 'unmeasured' ? <p className="small muted">{t('waitsForChief')}</p> : null}
          {edit.level === null ? null : (
            <p className="proposal__override">
              <Badge tone="info">{t('override')}</Badge>{' '}
              <strong>
                {t('overrideOf', {
                  level: formatPoints(edit.level, locale, Number.isInteger(edit.level) ? 0 : 1),
                  points: formatPoints(pointsOfLevel(view.rubric.scale, edit.level), locale, 0),
                })}
              </strong>
              <span className="small"> {edit.reason}</span>
            </p>
          )}
        </div>
        {edit.level === null && !edit.notApplicable && points !== null ? (
          <button
            type="button"
            className="button button--toggle"
            aria-pressed={accepted === points}
            disabled={!writable}
            onClick={() => change({ accepted: accepted === points ? null : points, notApplicable: false })}
          >
            {t('accept')}
          </button>
        ) : null}
        {edit.level !== null && open ? (
          <button
            type="button"
            className="button"
            disabled={!writable}
            onClick={() => change({ level: null, notApplicable: false, reason: null, tasks: null, accepted: null })}
          >
            {t('backToProposal')}
          </button>
        ) : null}
      </div>
      {accepted !== null && accepted !== points ? (
        <p className="small">{t('acceptedOther', { points: formatPoints(accepted, locale, 1) })}</p>
      ) : null}
      <ReportState report={report} />
    </IndicatorFrame>
  );
}, sameProps);

interface OverrideProps extends IndicatorProps {
  indicator: ProposedIndicator;
  edit: MarkEdit;
  onSave(level: number, reason: string): void;
}

function Override({ indicator, edit, view, writable, onSave }: OverrideProps) {
  const t = useText(judgingText);
  const [level, setLevel] = useState(edit.level);
  return (
    <details className="fold">
      <summary>{t('correct')}</summary>
      <Reasoned
        label={t('overrideReason')}
        reason={edit.notApplicable ? null : edit.reason}
        action={t('saveOverride')}
        disabled={!writable}
        lacking={level === null ? t('levelNeeded') : null}
        onSave={(reason) => {
          if (level !== null) onSave(level, reason);
        }}
      >
        <fieldset className="plain-set">
          <legend className="field__label">{t('overrideLevel')}</legend>
          <Levels
            name={`koreksi-${indicator.id}`}
            scale={view.rubric.scale}
            value={level}
            disabled={!writable}
            onChoose={setLevel}
          />
        </fieldset>
      </Reasoned>
    </details>
  );
}
