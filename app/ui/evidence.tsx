import { useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import type { EvidenceCrop } from '#app/rubric/evidence-crops.ts';

export interface EvidenceItem {
  url?: string | undefined;
  /** CSS selector, header name or other place. */
  where?: string | undefined;
  text: string;
  /** What it points at, as it looked to the audit. */
  crop?: EvidenceCrop | undefined;
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
          {item.crop ? <CropFigure crop={item.crop} text={item.text} /> : null}
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

/** The picture that was cut out for a piece of evidence. The route links why.css. */
export function CropFigure({ crop, text }: { crop: EvidenceCrop; text: string }) {
  const t = useText(whyText);
  return (
    <figure className="evidence__crop">
      <img
        src={crop.src}
        width={crop.width ?? undefined}
        height={crop.height ?? undefined}
        loading="lazy"
        decoding="async"
        alt={t('cropAlt', { text })}
      />
      <figcaption className="small muted">{t('crop')}</figcaption>
    </figure>
  );
}
