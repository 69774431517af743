import { Form } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { lettersText } from '#app/i18n/letters.ts';
import { peopleText } from '#app/i18n/people.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { PendingInvitation } from '#app/identity/people.server.ts';
import { Button } from './button.tsx';
import { Badge } from './notice.tsx';
import { useRoleName } from './role-name.ts';

interface Props {
  pending: readonly (Pick<PendingInvitation, 'id' | 'name' | 'role' | 'email' | 'agency' | 'state'> & {
    expiresAt: Date | string;
    letters: { n: number; state: 'queued' | 'sending' | 'sent' | 'failed' | 'dropped' } | null;
  })[];
  isMailOn: boolean;
}

/** Invitations nobody has used: by mail once more, or taken back. */
export function PendingInvitations({ pending, isMailOn }: Props) {
  const t = useText(peopleText);
  const locale = useLocale();
  const roleName = useRoleName();
  const l = useText(lettersText);
  if (pending.length === 0) return null;
  return (
    <section className="stack stack--tight">
      <h2>{t('pendingTitle')}</h2>
      <p className="muted measure">{t('pendingLead')}</p>
      {isMailOn ? <p className="muted measure">{l('sendNote')}</p> : null}
      <ul className="people">
        {pending.map((each) => {
          const open = each.state === 'open';
          const time = formatTime(each.expiresAt, locale);
          return (
            <li key={each.id} className="people__row">
              <div className="people__text">
                <div className="row">
                  <strong>{each.name}</strong>
                  <Badge tone={open ? 'info' : 'warning'}>{t(open ? 'invited' : 'expired')}</Badge>
                </div>
                <span className="muted small">
                  {[roleName(each.role), each.agency, each.email].filter(Boolean).join(' · ')}
                </span>
                <span className="muted small">{t(open ? 'validUntil' : 'expiredAt', { time })}</span>
                {each.letters ? <span className="muted small">{l(`state_${each.letters.state}`)}</span> : null}
              </div>
              {isMailOn && open && each.email ? (
                <Form method="post">
                  <input type="hidden" name="invitation" value={each.id} />
                  <input type="hidden" name="terkirim" value={each.letters?.n ?? 0} />
                  <Button name="intent" value="mail" aria-label={l('sendOf', { name: each.name })}>
                    {l(each.letters ? 'sendAgain' : 'send')}
                  </Button>
                </Form>
              ) : null}
              <Form method="post">
                <input type="hidden" name="invitation" value={each.id} />
                <Button name="intent" value="revoke" aria-label={t('revokeOf', { name: each.name })}>
                  {t('revoke')}
                </Button>
              </Form>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
