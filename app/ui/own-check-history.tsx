import type { OwnCheck } from '#app/audit/own-check.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { ownCheckText } from '#app/i18n/own-check.ts';
import { type Locale, localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';

/** What was checked: the site, or a signal by its name. */
export function checkedWhat({ name }: Pick<OwnCheck, 'name'>, whole: string, locale: Locale): string {
  return name === null ? whole : localized(name, locale);
}

/** The webmaster's own checks, newest first. */
export function OwnCheckHistory({ entryId, checks }: { entryId: string; checks: readonly OwnCheck[] }) {
  const t = useText(ownCheckText);
  const locale = useLocale();
  if (checks.length === 0) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="riwayat">
      <h2 id="riwayat">{t('history')}</h2>
      <ol className="history">
        {checks.map(({ id, at, name, state, outcome }) => (
          <li key={id}>
            <a className="target" href={paths.webmasterCheck(entryId, id)}>
              {formatTime(at, locale)}: {checkedWhat({ name }, t('wholeSite'), locale)}
            </a>
            <span className="small muted">
              {state === 'done' && outcome ? t(`outcome_${outcome}`) : t(`state_${state}`)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
