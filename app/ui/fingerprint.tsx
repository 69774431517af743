import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';

/** Hex digits of a hash that are shown where it stands beside something else; the results page has all of them. */
const SHOWN = 16;

/** Which frozen data the ranks beside it come from. */
export function Fingerprint({ hash, version }: { hash: string; version?: number | null }) {
  const t = useText(publicationText);
  const v = useText(versionsText);
  return (
    <p className="small muted">
      {t('hashShort')} <code>{hash.slice(0, SHOWN)}…</code>
      {version ? ` · ${v('version')}: ${version}` : null}
    </p>
  );
}
