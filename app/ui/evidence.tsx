import { useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';

export interface EvidenceItem {
  url?: string | undefined;
  /** CSS selector, header name or other place. */
  where?: string | undefined;
  text: string;
}

/** Only web addresses become links: evidence quotes pages that others wrote. */
const isWebAddress = (url: string) => /^https?:\/\//i.test(url);

/** Evidence behind a signal, as it was seen. The route links `#app/ui/styles/why.css`. */
export function EvidenceList({ items }: { items: readonly EvidenceItem[] }) {
  const t = useText(whyText);
  if (items.length === 0) return <p className="muted small">{t('noEvidence')}</p>;
  return (
    <ul className="evidence">
      {items.map((item) => (
        <li key={`${item.url ?? ''} ${item.where ?? ''} ${item.text}`}>
          {/* Evidence is kept in the language of the contest. */}
          <span className="evidence__text" lang="id">
            {item.text}
          </span>
          {item.where ? (
            <span className="evidence__where">
              {t('where')}: <code>{item.where}</code>
            </span>
          ) : null}
          {item.url && isWebAddress(item.url) ? (
            <a href={item.url} target="_blank" rel="noreferrer noopener">
              {item.url}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
