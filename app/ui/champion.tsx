import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { PublicEntry } from '#app/publication/public-view.ts';
import { Points } from './points.tsx';

interface ChampionProps {
  /** Who stands at the first place of all: more than one where it is shared. */
  first: Pick<PublicEntry, 'id' | 'name' | 'total' | 'heldBack'>[];
  decimals: number;
}

/** The overall winner; a place whose entry is barred from the honour stays without a holder, and says why. */
export function Champion({ first, decimals }: ChampionProps) {
  const t = useText(publicationText);
  if (first.length === 0) return null;
  return (
    <section className="card champion" aria-labelledby="juara">
      <h2 id="juara">{t('champion')}</h2>
      {first.map(({ id, name, total, heldBack }) =>
        heldBack ? (
          <p key={id}>
            {t('placeUnheld')} {name}: {t('heldBack', { reason: heldBack.reason ?? t('heldBackUndecided') })}
          </p>
        ) : (
          <div className="row row--between" key={id}>
            <span className="champion__name">{name}</span>
            <span className="champion__name">
              <Points value={total} decimals={decimals} />
            </span>
          </div>
        ),
      )}
    </section>
  );
}
