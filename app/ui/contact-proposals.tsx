import { Form } from '@remix-run/react';
import type { Channel } from '#app/contest/channels.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { contestText } from '#app/i18n/contest.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { Field } from './field.tsx';

interface Open {
  id: string;
  agencyId: string;
  name: string;
  channel: Channel;
  value: string;
  registered: string | null;
  /** A test message to this value has been answered. */
  answered: boolean;
}

/** Proposals of webmasters: test, then confirm, or refuse with a reason. */
export function ContactProposals({ open }: { open: readonly Open[] }) {
  const t = useText(contactsText);
  const c = useText(contestText);
  return (
    <section className="stack stack--tight" aria-labelledby="menunggu">
      <h2 id="menunggu">{t('waiting', { n: open.length })}</h2>
      {open.length === 0 ? (
        <p className="muted">{t('waitingNone')}</p>
      ) : (
        <p className="muted small">{t('auditAgain')}</p>
      )}
      {open.map(({ id, agencyId, name, channel, value, registered, answered }) => {
        const what = c(`channel_${channel}`);
        return (
          <article className="card" key={id}>
            <h3>{t('proposes', { name, channel: what, value })}</h3>
            {registered ? <p className="muted">{t('instead', { value: registered })}</p> : null}
            {answered ? (
              <Form method="post">
                <input type="hidden" name="proposalId" value={id} />
                <Button kind="primary" name="intent" value="pasti" aria-label={t('confirmOf', { channel: what, name })}>
                  {t('confirm')}
                </Button>
              </Form>
            ) : (
              <>
                <p>{t('howToConfirm', { value })}</p>
                <div>
                  <ButtonLink to={paths.channelTest(agencyId, channel, value)}>{t('record')}</ButtonLink>
                </div>
              </>
            )}
            <details className="fold">
              <summary>{t('refuse')}</summary>
              <Form method="post" className="stack">
                <input type="hidden" name="proposalId" value={id} />
                <Field label={t('reason')} name="reason" required maxLength={500} />
                <div>
                  <Button kind="danger" name="intent" value="tolak">
                    {t('refuse')}
                  </Button>
                </div>
              </Form>
            </details>
          </article>
        );
      })}
    </section>
  );
}
