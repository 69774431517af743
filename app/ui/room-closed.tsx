import { roomText } from '#app/i18n/room.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

/** Said to a chief judge who has sheets of their own to submit. */
export function RoomClosed({ ownOpen }: { ownOpen: number }) {
  const t = useText(roomText);
  return (
    <Notice title={t('closedTitle')}>
      <p>{t('closedBody', { n: ownOpen })}</p>
      <div>
        <ButtonLink to={paths.judge()}>{t('toOwnSheets')}</ButtonLink>
      </div>
    </Notice>
  );
}
