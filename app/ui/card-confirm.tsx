import { devicesText } from '#app/i18n/devices.ts';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { DeviceFloor } from './device-floor.tsx';
import { Notice } from './notice.tsx';
import { Page, PageHeader } from './page.tsx';

interface Props {
  name: string;
  expiresAt: Date | string;
  /** Made anew for each form: the same form sent twice is the same device. */
  attempt: string;
  /** Who is signed in on this device now, if somebody else. */
  replaces: string | null;
  /** Typed on the sign-in page; a QR carries its key in the address. */
  code?: string;
}

/** The last step of signing in by a card: whose card it is, before a tap is recorded under the wrong name. */
export function CardConfirm({ name, expiresAt, attempt, replaces, code }: Props) {
  const t = useText(devicesText);
  const locale = useLocale();
  return (
    <Page narrow>
      <PageHeader title={t('confirmTitle', { name })} lead={t('confirmLead', { name })} />
      <DeviceFloor />
      {replaces ? (
        <Notice tone="warning">
          <p>{t('replaces', { name: replaces })}</p>
        </Notice>
      ) : null}
      <form method="post" className="card">
        <p>{t('confirmOnce')}</p>
        <input type="hidden" name="attempt" value={attempt} />
        {code ? (
          <>
            <input type="hidden" name="intent" value="card" />
            <input type="hidden" name="code" value={code} />
          </>
        ) : null}
        <Button kind="primary">{t('confirmButton', { name })}</Button>
        <ButtonLink to={paths.signIn()} reload>
          {t('notMe')}
        </ButtonLink>
        <p className="muted small">{t('confirmUntil', { time: formatTime(expiresAt, locale) })}</p>
      </form>
    </Page>
  );
}

export type RefusedCard = 'unknown' | 'used' | 'revoked' | 'expired' | 'notJudge' | 'departed';

/** A card that lets nobody in: why, and how to come in. */
export function CardRefused({ reason }: { reason: RefusedCard }) {
  const t = useText(devicesText);
  return (
    <Page narrow>
      <PageHeader title={t(`refused_${reason}`)} lead={t(`refused_${reason}Why`)} />
      <div className="row">
        <ButtonLink to={paths.signIn()} kind="primary" reload>
          {t('toSignIn')}
        </ButtonLink>
      </div>
    </Page>
  );
}
