import type { Channel } from '#app/contest/channels.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { contestText } from '#app/i18n/contest.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Badge } from './notice.tsx';

export interface Question {
  channel: Channel;
  registered: { value: string; confirmed: boolean } | null;
  /** On the site; null when no audit tells. */
  seen: string[] | null;
  /** The site shows what is registered. */
  same: boolean;
  /** Proposed, and waiting for the organizer. */
  open: string | null;
}

/** One channel: what the register and the site say, and one tap to say which is right. */
export function ChannelQuestion({ question: { channel, registered, seen, same, open } }: { question: Question }) {
  const t = useText(contactsText);
  const c = useText(contestText);
  const differs = registered !== null && seen !== null && seen.length > 0 && !same;
  return (
    <li className="finding">
      <div className="finding__head">
        <h2 className="h3">{c(`channel_${channel}`)}</h2>
        {open ? <Badge tone="warning">{t('state_open')}</Badge> : null}
      </div>
      {differs ? (
        <p>
          <strong>{t('differ', { site: seen.join(', '), register: registered.value })}</strong> {t('which')}
        </p>
      ) : (
        <>
          <p>
            {registered === null
              ? t('noneRegistered')
              : t(registered.confirmed ? 'registered' : 'notConfirmed', { value: registered.value })}
          </p>
          {seen === null ? null : (
            <p className="muted">
              {same ? t('siteSame') : seen.length === 0 ? t('siteNone') : t('siteShows', { site: seen.join(', ') })}
            </p>
          )}
        </>
      )}
      {same || seen === null || channel === 'sapamas' ? null : (
        <div className="row">
          {seen
            .filter((value) => value !== open)
            .map((value) => (
              <form method="post" key={value}>
                <input type="hidden" name="channel" value={channel} />
                <Button name="value" value={value}>
                  {t('useSite', { value })}
                </Button>
              </form>
            ))}
        </div>
      )}
      {registered && seen !== null && !same ? (
        <p className="small muted">{t('registerRight', { value: registered.value })}</p>
      ) : null}
    </li>
  );
}
