import { Link } from '@remix-run/react';
import { objectionLooksText } from '#app/i18n/objection-looks.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { OpenObjectionLook } from '../objection-looks.server.ts';

/** Accepted objections that wait for this judge's second look. */
export function DeskObjectionLooks({ looks }: { looks: OpenObjectionLook[] }) {
  const t = useText(objectionLooksText);
  const locale = useLocale();
  if (looks.length === 0) return null;
  return (
    <section className="card" aria-labelledby="sanggahan">
      <h2 id="sanggahan">{t('deskTitle')}</h2>
      <p className="muted">{t('deskLead')}</p>
      <ul className="jumps">
        {looks.map(({ lookId, entry, indicator, name }) => (
          <li key={lookId}>
            <Link to={paths.objectionLook(lookId)}>
              {entry}: {indicator} {localized(name, locale)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
