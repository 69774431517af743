import { publicationText } from '#app/i18n/publication.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import type { PublicView } from '#app/publication/public-view.ts';

/** How the ranks of a released result came about, and how anybody can check it. */
export function HowAndCheck({
  view,
  version,
}: {
  /** Null: there has been one version only. */
  version: number | null;
  view: Pick<PublicView, 'criteria' | 'aggregate' | 'tieBreak' | 'hash' | 'methodVersion' | 'tieDecisions' | 'rubric'>;
}) {
  const t = useText(publicationText);
  const v = useText(versionsText);
  const locale = useLocale();
  const criteria = view.criteria.map((each) => ({ ...each, name: localized(each.name, locale) }));
  return (
    <>
      <section className="card" aria-labelledby="cara">
        <h2 id="cara">{t('method')}</h2>
        <ul className="reasons measure">
          <li>{t('methodWeights', { weights: criteria.map((each) => `${each.name} ${each.weight}`).join(', ') })}</li>
          {view.rubric.version === null ? null : <li>{v('rubric', { n: view.rubric.version })}</li>}
          {view.rubric.changes.map(({ version: n, reason }) => (
            <li key={n}>{v('rubricChanged', { n, reason })}</li>
          ))}
          <li>{t('methodJudges')}</li>
          <li>{t('methodWeighed')}</li>
          <li>{t(`method_${view.aggregate}`)}</li>
          <li>{t('methodOpen')}</li>
          <li>{t('methodBands')}</li>
          <li>{t('methodTies', { order: view.tieBreak.map((name) => localized(name, locale)).join(', ') })}</li>
          {view.tieDecisions.map(({ outcome, names, reason }) => (
            <li key={names.join('; ')}>
              {t(outcome === 'order' ? 'tieOrdered' : 'tieShared', { order: names.join(', '), reason })}
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="periksa">
        <h2 id="periksa">{t('check')}</h2>
        <p className="measure">{t('checkBody')}</p>
        <dl className="facts">
          <dt>{t('hashLong')}</dt>
          <dd>
            <code className="hash">{view.hash}</code>
          </dd>
          {version === null ? null : (
            <>
              <dt>{v('version')}</dt>
              <dd>{version}</dd>
            </>
          )}
          <dt>{t('methodVersion')}</dt>
          <dd>
            <code>{view.methodVersion}</code>
          </dd>
        </dl>
      </section>
    </>
  );
}
