import { Form } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { identityText } from '#app/i18n/identity.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Badge } from './notice.tsx';

interface Props {
  sessions: { id: string; device: string | null; lastUsed: Date | string; createdAt: Date | string }[];
  /** The session of the device that shows the list. */
  currentId?: string;
}

/** Devices of a person, each with a button `intent=endSession`, `session=<id>` posted to the page's own action. */
export function SessionList({ sessions, currentId }: Props) {
  const t = useText(identityText);
  const locale = useLocale();
  if (sessions.length === 0) return <p className="muted">{t('noSessions')}</p>;
  return (
    <ul className="people">
      {sessions.map((session) => {
        const device = session.device ?? t('unknownDevice');
        const current = session.id === currentId;
        return (
          <li key={session.id} className="people__row">
            <div className="people__text">
              <div className="row">
                <strong>{device}</strong>
                {current ? <Badge tone="info">{t('thisDevice')}</Badge> : null}
              </div>
              <span className="muted small">{t('lastUsed', { time: formatTime(session.lastUsed, locale) })}</span>
              <span className="muted small">{t('signedInAt', { time: formatTime(session.createdAt, locale) })}</span>
            </div>
            {current ? null : (
              <Form method="post">
                <input type="hidden" name="session" value={session.id} />
                <Button name="intent" value="endSession" aria-label={t('endSessionOf', { device })}>
                  {t('endSession')}
                </Button>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
