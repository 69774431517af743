import type { Channel } from '#app/contest/channels.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';

interface Change {
  id: string;
  channel: Channel;
  before: string | null;
  after: string | null;
  confirmed: boolean;
  at: string;
}

/** Every change of an agency's register, newest first. */
export function ContactHistory({ changes }: { changes: readonly Change[] }) {
  const t = useText(contactsText);
  const c = useText(contestText);
  const locale = useLocale();
  if (changes.length === 0) return null;
  return (
    <details className="card fold">
      <summary>
        {t('history')} ({changes.length})
      </summary>
      <ol className="history">
        {changes.map(({ id, channel, before, after, confirmed, at }) => (
          <li key={id}>
            <span>
              {t('change', {
                channel: c(`channel_${channel}`),
                before: before ?? t('nothing'),
                after: after ?? t('nothing'),
              })}
            </span>
            <span className="small muted">
              {formatTime(at, locale)}
              {after === null ? '' : `, ${t(confirmed ? 'counts' : 'notCounts')}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
