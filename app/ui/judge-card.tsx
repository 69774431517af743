import { Link } from '@remix-run/react';
import { formatPoints } from '#app/i18n/format.ts';
import { roomText } from '#app/i18n/room.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { JudgeCardView } from '#app/publication/judge-cards.ts';
import { SeverityDot } from './room-charts.tsx';

interface JudgeCardProps {
  card: JudgeCardView;
  /** Largest effect of any judge, for the drawing. */
  widest: number;
  /** Mean spread of the judges. */
  usual: number | null;
}

/** One judge in sentences: severity, spread, agreement, changed proposals, sheets that stand out. */
export function JudgeCard({ card, widest, usual }: JudgeCardProps) {
  const t = useText(roomText);
  const locale = useLocale();
  const said = (value: number | null, decimals = 1) =>
    formatPoints(value === null ? null : Math.abs(value), locale, decimals);
  const { effect, drift, overrides, proposals } = card;
  return (
    <article className="card">
      <div className="row row--between">
        <h2>{card.name}</h2>
        <span className="small muted">{t('sheetsOf', { n: card.sheets })}</span>
      </div>
      {card.sheets === 0 ? (
        <p className="muted">{t('noSheets')}</p>
      ) : (
        <>
          {effect === null ? null : (
            <div className="judge-scale small muted">
              {t('strict')} <SeverityDot effect={effect} widest={widest} /> {t('lenient')}
            </div>
          )}
          <ul className="reasons">
            <li>{t(`severity_${card.severity}`, { n: said(effect) })}</li>
            {card.spread === null ? null : <li>{t('spreadSaid', { n: said(card.spread), usual: said(usual) })}</li>}
            <li>{t(`alike_${card.alike}`, { r: formatPoints(card.correlation, locale) })}</li>
            <li>
              {proposals === 0
                ? t('noProposals')
                : overrides === 0
                  ? t('noOverrides', { of: proposals })
                  : t((drift ?? 0) < 0 ? 'overridesDown' : 'overridesUp', {
                      n: overrides,
                      of: proposals,
                      shift: said(drift),
                    })}
            </li>
          </ul>
          {card.outliers.length > 0 ? (
            <>
              <h3>{t('outliers')}</h3>
              <ul className="reasons">
                {card.outliers.map(({ entryId, name, residual }) => (
                  <li key={entryId}>
                    <Link to={paths.boardEntry(entryId)}>{name}</Link>:{' '}
                    {t(residual < 0 ? 'outlierBelow' : 'outlierAbove', { n: said(residual) })}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </>
      )}
    </article>
  );
}
