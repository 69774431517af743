import { Link } from '@remix-run/react';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { wordLooksText } from '#app/i18n/word-looks.ts';
import { paths } from '#app/paths.ts';
import type { OpenWordLook } from '../word-looks.server.ts';

/** Marks that wait for this judge's word, because the rubric's words are others now. */
export function DeskWordLooks({ looks }: { looks: OpenWordLook[] }) {
  const t = useText(wordLooksText);
  const locale = useLocale();
  if (looks.length === 0) return null;
  return (
    <section className="card" aria-labelledby="uraian-baru">
      <h2 id="uraian-baru">{t('deskTitle')}</h2>
      <p className="muted">{t('deskLead')}</p>
      <ul className="jumps">
        {looks.map(({ lookId, entry, indicator, name }) => (
          <li key={lookId}>
            <Link to={paths.wordLook(lookId)}>
              {entry}: {indicator} {localized(name, locale)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
