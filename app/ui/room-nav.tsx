import { NavLink } from '@remix-run/react';
import { roomText } from '#app/i18n/room.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';

/** The screens of the leaderboard room. The route links `#app/ui/styles/publication.css`. */
export function RoomNav() {
  const t = useText(roomText);
  return (
    <nav className="room-nav no-print" aria-label={t('room')}>
      <NavLink to={paths.leaderboard()} end>
        {t('toBoard')}
      </NavLink>
      <NavLink to={paths.comparison()}>{t('toComparison')}</NavLink>
      <NavLink to={paths.whatIf()}>{t('toWhatIf')}</NavLink>
      <NavLink to={paths.judgesFigures()}>{t('toJudges')}</NavLink>
      <NavLink to={paths.plenary()}>{t('toPlenary')}</NavLink>
      <a href={paths.howRanked()}>{t('toHow')}</a>
    </nav>
  );
}
