import type { Addressee } from '#app/audit/advice.ts';
import type { LetterItem } from '#app/audit/letter.ts';
import type { FullReport } from '#app/audit/report-view.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { formatDate } from '#app/i18n/format.ts';
import { letterText } from '#app/i18n/letter.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { failureSentence } from './audit-table.tsx';
import { Notice } from './notice.tsx';

interface LetterProps {
  to: Addressee;
  /** `failure` only of a site that is down. */
  letter: Pick<FullReport, 'entryName' | 'url' | 'finishedAt' | 'failure'>;
  items: readonly LetterItem[];
}

/** Selected whole by one tap; printed as it stands. The route links opd.css. */
export function Letter({ to, letter, items }: LetterProps) {
  const t = useText(letterText);
  const a = useText(auditsText);
  const locale = useLocale();
  const { entryName, url, finishedAt, failure } = letter;
  const date = finishedAt ? formatDate(finishedAt, locale) : '';
  const down = failure !== null && to === 'hosting';
  if (items.length === 0 && !down)
    return (
      <Notice>
        <p>{t('nothing', { to: t(`lead_${to}`) })}</p>
      </Notice>
    );
  const about = { name: entryName, site: url, date };
  return (
    <article className="letter">
      <p>{t('date', { date: formatDate(new Date(), locale) })}</p>
      <p>{t(`to_${to}`, about)}</p>
      <p>
        <strong>{t('subject', about)}</strong>
      </p>
      <p>{t('greeting')}</p>
      {down ? (
        <>
          <p>{t('openingDown', { ...about, failure: failureSentence(failure.code, failure.message, locale, a) })}</p>
          <p>{t('askDown')}</p>
        </>
      ) : (
        <>
          <p>{t(`opening_${to}`, about)}</p>
          <ol>
            {items.map(({ signal, evidence }) => (
              <li key={signal.signal}>
                <strong>{localized(signal.name, locale)}</strong>. {localized(signal.explanation, locale)}
                {evidence.map((each) => (
                  <p key={`${each.url ?? ''} ${each.where ?? ''} ${each.text}`} lang="id">
                    {t('evidence', { text: [each.text, each.url].filter(Boolean).join(' ') })}
                  </p>
                ))}
                <p>{t('ask', { advice: localized(signal.advice, locale) })}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      <p>{t('closing')}</p>
      <p>{t('sign')}</p>
      <p className="letter__signer">{t('signer', about)}</p>
    </article>
  );
}
