import type { HintsView } from '#app/audit/report-view.ts';
import { formatDate } from '#app/i18n/format.ts';
import { speedText } from '#app/i18n/speed.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';

/** Only web addresses become links: hints quote pages that others wrote. */
const isWebAddress = (url: string) => /^https?:\/\//i.test(url);

function Found({ url, text }: { url: string; text: string }) {
  return isWebAddress(url) ? (
    <a href={url} target="_blank" rel="noreferrer noopener" lang="id">
      {text || url}
    </a>
  ) : (
    <span lang="id">{text}</span>
  );
}

/** What the audit found that judges of content look for; never points. */
export function ContentHints({ hints }: { hints: HintsView }) {
  const t = useText(speedText);
  const locale = useLocale();
  const { newestDate, documents, nameSpellings, printView, formFields } = hints;
  return (
    <details className="card fold">
      <summary>{t('hints')}</summary>
      <p className="muted">{t('hintsLead')}</p>
      <dl className="defs">
        <dt>{t('newestDate')}</dt>
        <dd>
          {newestDate ? (
            <>
              {formatDate(newestDate.date, locale)}: <Found url={newestDate.url} text={newestDate.text} />
            </>
          ) : (
            t('newestDateNone')
          )}
        </dd>
        <dt>{t('documents')}</dt>
        <dd>
          {documents.length === 0 ? (
            t('documentsNone')
          ) : (
            <ul className="plain-list">
              {documents.map(({ key, url, text, name }) => (
                <li key={`${key} ${url}`}>
                  {localized(name, locale)}: <Found url={url} text={text} />
                </li>
              ))}
            </ul>
          )}
        </dd>
        {nameSpellings.length > 0 ? (
          <>
            <dt>{t('spellings')}</dt>
            <dd>
              <ul className="plain-list">
                {nameSpellings.map(({ text, url }) => (
                  <li key={text}>
                    <Found url={url} text={text} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
        {printView === null ? null : (
          <>
            <dt>{t('printView')}</dt>
            <dd>{t(printView ? 'yes' : 'no')}</dd>
          </>
        )}
        {formFields && formFields.seen > 0 ? (
          <>
            <dt>{t('fields')}</dt>
            <dd>{t('fieldsOf', formFields)}</dd>
          </>
        ) : null}
      </dl>
    </details>
  );
}
