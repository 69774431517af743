import { Link } from '@remix-run/react';
import { formatPoints, formatShare } from '#app/i18n/format.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { Provisional, ProvisionalIndicator } from '#app/publication/provisional.server.ts';
import { Badge } from './notice.tsx';
import { WhyRows } from './proposal-why.tsx';
import { type WhyRow, whyRows } from './why-rows.ts';

interface Props {
  provisional: Provisional;
  entryId: string;
  /** Indicators whose objection waits. */
  waiting: readonly string[];
  /** Indicator whose objection is being written: its criterion stands open. */
  chosen: string;
}

/** The own provisional points with what they come from, folded by criterion. The route links organizer.css, why.css and opd.css. */
export function ProvisionalPoints({ provisional, entryId, waiting, chosen }: Props) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const names = new Map(provisional.signals.map(({ signal, name }) => [signal, name]));
  return (
    <section className="stack" aria-labelledby="sementara">
      <div>
        <h2 id="sementara">{t('provisional')}</h2>
        <p className="muted measure">{t('provisionalLead')}</p>
      </div>
      {provisional.criteria.map(({ id, name, points, indicators }) => (
        <details className="card fold" key={id} open={indicators.some((each) => each.id === chosen)}>
          <summary className="fold__head">
            <h3>{localized(name, locale)}</h3>
            <span className="fold__figure">{formatPoints(points, locale)}</span>
          </summary>
          {indicators.map((indicator) => (
            <div className="indicator" key={indicator.id}>
              <div className="indicator__head">
                <span className="indicator__id">{indicator.id}</span>
                <h4>{localized(indicator.name, locale)}</h4>
                <span className="indicator__points">
                  {indicator.points === null ? t('noPoints') : formatPoints(indicator.points, locale)}
                </span>
              </div>
              <div className="row">
                <Badge>{t(`how_${indicator.how}`)}</Badge>
                {indicator.share > 0 ? (
                  <span className="small muted">{t('share', { share: formatShare(indicator.share, locale) })}</span>
                ) : null}
              </div>
              <Reason
                indicator={indicator}
                rows={whyRows(indicator.because, provisional.signals, (each) => names.get(each) ?? { id: each })}
              />
              {waiting.includes(indicator.id) ? (
                <p className="small muted">{t('refused_already')}</p>
              ) : (
                <div className="no-print">
                  <Link className="button" to={paths.webmasterObjections(entryId, indicator.id)}>
                    {t('object', { indicator: indicator.id })}
                  </Link>
                </div>
              )}
            </div>
          ))}
        </details>
      ))}
    </section>
  );
}

/** One sentence where one says it; else folded, since twenty of them are eight screens of a phone. */
function Reason({ indicator, rows }: { indicator: ProvisionalIndicator; rows: WhyRow[] }) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const { how, points, proposed, levels, description } = indicator;
  if (how === 'decided' || how === 'none') return <p className="small">{t(`because_${how}`)}</p>;
  const said = (value: number) => formatPoints(value, locale);
  const corrected = points !== null && proposed !== null && said(points) !== said(proposed);
  return (
    <>
      {corrected ? (
        <p className="small">{t('because_proposed', { proposed: said(proposed), points: said(points) })}</p>
      ) : null}
      <details className="why">
        <summary>{t('reasons', { indicator: indicator.id })}</summary>
        <p className="small muted measure">{localized(description, locale)}</p>
        {levels.map(({ level, points: ofLevel, text }) => (
          <p className="small measure" key={level}>
            {t('levelSays', { level, points: formatPoints(ofLevel, locale, 0), text: localized(text, locale) })}
          </p>
        ))}
        {rows.length > 0 ? <WhyRows rows={rows} /> : null}
      </details>
    </>
  );
}
