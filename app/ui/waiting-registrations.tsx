import { Form } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { Button } from './button.tsx';

interface Waiting {
  id: string;
  name: string;
  email: string;
  duty: string;
  at: Date;
  agency: string;
  known: string | null;
}

/** Registrations for the organizer to confirm or refuse. */
export function WaitingRegistrations({ waiting }: { waiting: Waiting[] }) {
  const t = useText(webmastersText);
  const locale = useLocale();
  return (
    <section className="stack stack--tight" aria-labelledby="menunggu">
      <h2 id="menunggu">{t('requests')}</h2>
      <p className="muted measure">{waiting.length > 0 ? t('requestsLead') : t('requestsNone')}</p>
      {waiting.length > 0 ? (
        <ul className="people">
          {waiting.map((each) => (
            <li key={each.id} className="people__row">
              <div className="people__text">
                <strong>{each.name}</strong>
                <span className="small">{each.agency}</span>
                <span className="muted small">
                  {each.email} · {each.duty} · {formatTime(each.at, locale)}
                </span>
                {each.known ? <span className="small">{t('requestKnown', { name: each.known })}</span> : null}
              </div>
              <Form method="post" className="row">
                <input type="hidden" name="permintaan" value={each.id} />
                <Button kind="primary" name="intent" value="setujui" aria-label={t('confirmOf', { name: each.name })}>
                  {t('confirm')}
                </Button>
                <Button name="intent" value="tolak" aria-label={t('refuseOf', { name: each.name })}>
                  {t('refuse')}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** Whether people may register themselves, and the switch. */
export function RegistrationDoor({ door }: { door: { open: boolean; address: string } | null }) {
  const t = useText(webmastersText);
  if (!door) return <p className="muted">{t('noContest')}</p>;
  return (
    <section className="card" aria-labelledby="pintu">
      <h2 id="pintu">{t(door.open ? 'open' : 'closed')}</h2>
      <p className="muted">{door.open ? t('openLead', { address: door.address }) : t('closedLead')}</p>
      <Form method="post">
        <Button name="intent" value={door.open ? 'tutup' : 'buka'}>
          {t(door.open ? 'closeButton' : 'openButton')}
        </Button>
      </Form>
    </section>
  );
}
