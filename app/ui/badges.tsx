import { opdText } from '#app/i18n/opd.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { BADGE, badgeSnippet } from '#app/publication/badge.ts';

interface Certificate {
  id: string;
  title: string | null;
  code: string | null;
  year: number;
}

/** Badges of an entry's certificates with the code to paste; nothing without any. The route links opd.css. */
export function Badges({ certificates, origin }: { certificates: readonly Certificate[]; origin: string }) {
  const t = useText(opdText);
  const own = certificates.flatMap(({ id, title, code, year }) => (title && code ? [{ id, title, code, year }] : []));
  if (own.length === 0) return null;
  return (
    <>
      <h3>{t('badge')}</h3>
      <p className="muted">{t('badgeLead')}</p>
      {own.map(({ id, title, code, year }) => {
        const address = { page: paths.verification(code), picture: paths.badge(code) };
        return (
          <div className="stack stack--tight" key={id}>
            <img src={address.picture} alt={t('badgeAlt', { title })} {...BADGE} />
            <pre className="snippet">
              <code>{badgeSnippet(origin, { title, year, ...address })}</code>
            </pre>
          </div>
        );
      })}
    </>
  );
}
