import { formatTime } from '#app/i18n/format.ts';
import { identityText } from '#app/i18n/identity.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Role } from '#app/identity/roles.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from './button.tsx';
import { Page, PageHeader } from './page.tsx';

interface Props {
  state: 'used' | 'revoked' | 'expired' | 'unknown';
  role?: Role;
  expiresAt?: Date;
}

/** A link that opens nothing: why, and how to come on. */
export function ClosedInvitation({ state, role, expiresAt }: Props) {
  const t = useText(identityText);
  const locale = useLocale();
  const time = expiresAt ? formatTime(expiresAt, locale) : '';
  const mend = state === 'unknown' ? null : state !== 'used' ? 'mend' : role === 'judge' ? 'usedMendJudge' : 'usedMend';
  return (
    <Page narrow>
      <PageHeader title={t(`${state}Title`)} lead={t(`${state}Body`, { time })} />
      {mend ? <p>{t(mend)}</p> : null}
      <div className="row">
        {role === 'judge' ? null : (
          <ButtonLink to={paths.signIn()} kind="primary">
            {t('toSignIn')}
          </ButtonLink>
        )}
        <ButtonLink to={paths.home()}>{t('toHome')}</ButtonLink>
      </div>
    </Page>
  );
}
