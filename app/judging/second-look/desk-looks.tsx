import { Link } from '@remix-run/react';
import { secondLookText } from '#app/i18n/second-look.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { OpenLook } from '../second-look.server.ts';

/** Requests to look again, on the desk of the judge they are for. */
export function DeskLooks({ looks }: { looks: OpenLook[] }) {
  const t = useText(secondLookText);
  const locale = useLocale();
  if (looks.length === 0) return null;
  return (
    <section className="card" aria-labelledby="lihat-kembali">
      <h2 id="lihat-kembali">{t('deskTitle')}</h2>
      <p className="muted">{t('deskLead')}</p>
      <ul className="jumps">
        {looks.map(({ askId, entry, criterion }) => (
          <li key={askId}>
            <Link to={paths.secondLook(askId)}>
              {t('deskItem', { entry, criterion: localized(criterion, locale) })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
