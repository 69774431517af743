import { formatTime } from '#app/i18n/format.ts';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';

interface Version {
  id: string;
  name: string;
  version: number;
  reason: string | null;
  createdAt: Date | string;
  years: number[];
}

/** Every version there has been, with why it was made and which years it was used in. */
export function RubricVersions({ versions, current }: { versions: Version[]; current: string | null }) {
  const t = useText(rubricEditorText);
  const locale = useLocale();
  return (
    <section className="card" aria-labelledby="versi">
      <h2 id="versi">{t('versions')}</h2>
      <ol className="history">
        {versions.map(({ id, name, version, reason, createdAt, years }) => (
          <li key={id}>
            <strong>{t('versionLine', { version, name, time: formatTime(createdAt, locale) })}</strong>
            <span className="small muted">
              {[
                id === current ? t('versionHere') : null,
                years.length > 0 ? t('versionYears', { years: years.join(', ') }) : null,
              ]
                .filter(Boolean)
                .join('; ')}
            </span>
            {reason ? <span>{t('versionReason', { reason })}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
