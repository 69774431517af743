import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Points } from './points.tsx';

interface PodiumProps {
  winners: {
    id: string;
    name: string;
    categoryRank: number | null;
    total: number | null;
    heldBack: { reason: string | null } | null;
  }[];
  decimals: number;
}

/**
 * The first three places of a category; a shared place appears as often as it is shared. A place whose entry is barred
 * from the honour stays without a holder: nobody moves up.
 */
export function Podium({ winners, decimals }: PodiumProps) {
  const t = useText(publicationText);
  if (winners.length === 0) return <p className="muted">{t('noWinner')}</p>;
  return (
    <ol className="podium">
      {winners.map((winner) => (
        <li key={winner.id}>
          <span className="podium__place" data-place={winner.categoryRank}>
            <span className="visually-hidden">{t('place', { n: winner.categoryRank ?? '–' })}</span>
            <span aria-hidden="true">{winner.categoryRank}</span>
          </span>
          {winner.heldBack ? (
            <span>
              {t('placeUnheld')}
              <span className="podium__note small muted">
                {winner.name}: {t('heldBack', { reason: winner.heldBack.reason ?? t('heldBackUndecided') })}
              </span>
            </span>
          ) : (
            <span>{winner.name}</span>
          )}
          <span className="podium__total">
            <Points value={winner.total} decimals={decimals} />
          </span>
        </li>
      ))}
    </ol>
  );
}
