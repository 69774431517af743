import type { PublicCheck } from '#app/audit/public-check.server.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatTime } from '#app/i18n/format.ts';
import { publicCheckText } from '#app/i18n/public-check.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { failureSentence } from './audit-table.tsx';
import { EvidenceList } from './evidence.tsx';
import { Notice } from './notice.tsx';

/** What anybody's check found: no points. The route links why.css. */
export function PublicCheckResult({ check }: { check: PublicCheck }) {
  const t = useText(publicCheckText);
  const a = useText(auditsText);
  const locale = useLocale();
  const { outcome, failure, findings } = check;
  const said = failure ? failureSentence(failure.code, failure.message, locale, a) : '';
  return (
    <section className="stack" aria-labelledby="temuan">
      <div>
        <h2 id="temuan">{t('found', { n: findings.length })}</h2>
        <p className="small muted">{t('at', { time: formatTime(check.at, locale) })}</p>
      </div>
      {outcome === 'measured' ? (
        findings.length > 0 ? (
          <p className="muted measure">{t('noPoints')}</p>
        ) : (
          <Notice tone="success">
            <p>{t('fine')}</p>
          </Notice>
        )
      ) : (
        <Notice tone={outcome === 'failed' ? 'danger' : 'info'}>
          <p>{t(outcome === 'failed' ? 'failed' : 'unmeasured', { failure: said })}</p>
        </Notice>
      )}
      {findings.map(({ signal, name, explanation, advice, evidence }) => (
        <article className="card" key={signal}>
          <h3>{localized(name, locale)}</h3>
          <p className="measure">{localized(explanation, locale)}</p>
          <p className="measure">
            <strong>{t('advice')}:</strong> {localized(advice, locale)}
          </p>
          {evidence.length > 0 ? (
            <details>
              <summary>
                {t('evidence')} ({evidence.length})
              </summary>
              <EvidenceList items={evidence} />
            </details>
          ) : null}
        </article>
      ))}
    </section>
  );
}
