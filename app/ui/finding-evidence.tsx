import type { ShownFinding } from '#app/audit/findings-board.server.ts';
import { findingsText } from '#app/i18n/findings.ts';
import { useText } from '#app/i18n/use-text.ts';
import { CropFigure } from './evidence.tsx';

/** Evidence shown at once; the same text on every page of a site would bury the buttons. */
const SHOWN = 4;

type Item = ShownFinding['evidence'][number];

/** Only the entry's own pages become links: evidence quotes what intruders wrote. */
function isOwnPage(url: string, entryUrl: string | null): boolean {
  if (!entryUrl || !URL.canParse(url) || !URL.canParse(entryUrl)) return false;
  const { protocol, host } = new URL(url);
  return /^https?:$/.test(protocol) && host === new URL(entryUrl).host;
}

/** What accuses, where it stands, and a way to the page; addresses of others as text. The route links why.css. */
export function FindingEvidence({ finding: { evidence, url } }: { finding: ShownFinding }) {
  const t = useText(findingsText);
  if (evidence.length === 0) return null;
  const more = evidence.slice(SHOWN);
  return (
    <>
      <h4>{t('evidence')}</h4>
      <p className="muted small">{t('noLinks')}</p>
      <Items items={evidence.slice(0, SHOWN)} entryUrl={url} />
      {more.length > 0 ? (
        <details className="fold">
          <summary>{t('moreEvidence', { n: more.length })}</summary>
          <Items items={more} entryUrl={url} />
        </details>
      ) : null}
    </>
  );
}

function Items({ items, entryUrl }: { items: readonly Item[]; entryUrl: string | null }) {
  const t = useText(findingsText);
  return (
    <ul className="evidence">
      {items.map((item) => (
        <li key={`${item.url ?? ''} ${item.where ?? ''} ${item.text}`}>
          <span className="evidence__text" lang="id">
            {item.text}
          </span>
          {item.where ? (
            <span className="evidence__where">
              {t('place')}: <code>{item.where}</code>
            </span>
          ) : null}
          {item.crop ? <CropFigure crop={item.crop} text={item.text} /> : null}
          {item.url ? <Address url={item.url} own={isOwnPage(item.url, entryUrl)} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Address({ url, own }: { url: string; own: boolean }) {
  if (!own) return <code>{url}</code>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {url}
    </a>
  );
}
