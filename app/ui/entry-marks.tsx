import { formatNumber, formatPoints, formatShare } from '#app/i18n/format.ts';
import { roomText } from '#app/i18n/room.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { IndicatorView } from '#app/publication/entry-view.ts';
import { Badge } from './notice.tsx';
import { Points } from './points.tsx';
import { OutcomeBadge, ProposalWhy } from './proposal-why.tsx';
import { TableBox } from './table-box.tsx';
import type { WhyRow } from './why-rows.ts';

/** One indicator of an entry, unfolding to its marks, ruling and proposal. The route links why.css. */
export function EntryIndicator({ indicator, why }: { indicator: IndicatorView; why: WhyRow[] }) {
  const t = useText(roomText);
  const locale = useLocale();
  const { id, name, part, ruling, marks, isMeasured, proposal } = indicator;
  const ruled =
    ruling?.kind === 'points'
      ? t('ruling_points', { points: formatPoints(ruling.points, locale, 1) })
      : ruling && t(`ruling_${ruling.kind}`);
  return (
    <details className="behind" id={id}>
      <summary>
        <span className="behind__name">
          <span className="muted">{id}</span> {name}
        </span>
        <span className="behind__figures">
          {part && part.points !== null ? (
            <>
              <strong>
                <Points value={part.points} decimals={1} />
              </strong>
              <span className="small muted">
                {t('share', { share: formatShare(part.share, locale) })},{' '}
                {t('brings', { points: formatPoints(part.contribution, locale) })}
              </span>
            </>
          ) : part ? (
            <Badge>{t('notApplicableMark')}</Badge>
          ) : null}
        </span>
      </summary>
      <div className="stack stack--tight behind__body">
        {part && part.points === null ? <p className="muted">{t('notApplicableHere')}</p> : null}
        {ruling ? (
          <p>
            <Badge tone="info">{t('ruling')}</Badge> {ruled}. {ruling.reason}
          </p>
        ) : null}
        {marks.length > 0 ? (
          <Marks indicator={indicator} />
        ) : (
          <p className="muted">{t(isMeasured ? 'nobodyOverrode' : 'noMarks')}</p>
        )}
        {isMeasured ? (
          proposal ? (
            <>
              <div className="row">
                <span className="behind__label">{t('proposal')}</span>
                <OutcomeBadge outcome={proposal.outcome} />
                {proposal.points === null ? null : (
                  <strong>
                    <Points value={proposal.points} decimals={1} />
                  </strong>
                )}
              </div>
              <ProposalWhy rows={why} />
            </>
          ) : (
            <p className="muted">{t('proposalNone')}</p>
          )
        ) : null}
      </div>
    </details>
  );
}

function Marks({ indicator: { id, marks, isMeasured } }: { indicator: IndicatorView }) {
  const t = useText(roomText);
  const locale = useLocale();
  return (
    <TableBox label={`${id} ${t('points')}`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('judge')}</th>
            <th scope="col" className="number">
              {t('points')}
            </th>
            <th scope="col">{t('noteColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {marks.map((mark) => (
            <tr key={mark.judge}>
              <th scope="row">{mark.judge}</th>
              <td className="number">
                {mark.notApplicable ? t('notApplicableMark') : <Points value={mark.points} decimals={1} />}
                {mark.level === null ? null : (
                  <div className="small muted">{t('level', { level: formatNumber(mark.level, locale) })}</div>
                )}
              </td>
              <td>
                {mark.reason ? <p>{isMeasured ? t('override', { reason: mark.reason }) : mark.reason}</p> : null}
                {mark.note ? <p>{mark.note}</p> : null}
                {mark.reason || mark.note ? null : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
