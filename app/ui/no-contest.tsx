import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

/** In the place of a screen that needs a contest. */
export function NoContest({ mayCreate }: { mayCreate: boolean }) {
  const t = useText(publicationText);
  return (
    <Notice title={t('noContest')}>
      {mayCreate ? (
        <div>
          <ButtonLink to={paths.contestSettings()}>{t('next')}</ButtonLink>
        </div>
      ) : null}
    </Notice>
  );
}
