import { Form } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { forgetAll } from './kept-words-store.ts';
import { Badge, Notice } from './notice.tsx';

interface WaitingLink {
  id: string;
  name: string;
  by: string | null;
  byId: string | null;
  successor: boolean;
  expiresAt: Date;
}

export interface AgencyPeople {
  id: string;
  name: string;
  people: { id: string; name: string }[];
  links: WaitingLink[];
}

/** A link that waits, with what it does; whoever may take it back has the button. */
export function WaitingLinkRow({ link, mayRevoke }: { link: WaitingLink; mayRevoke: boolean }) {
  const t = useText(webmastersText);
  const locale = useLocale();
  const by = link.by ?? t('someone');
  return (
    <li className="people__row">
      <div className="people__text">
        <strong>{link.name}</strong>
        <span className="muted small">{t('linkBy', { by, time: formatTime(link.expiresAt, locale) })}</span>
        {link.successor ? <span className="small">{t('linkSuccessor', { by })}</span> : null}
      </div>
      {mayRevoke ? (
        <Form method="post">
          <input type="hidden" name="invitation" value={link.id} />
          <Button name="intent" value="cabut" aria-label={t('revokeOf', { name: link.name })}>
            {t('revoke')}
          </Button>
        </Form>
      ) : null}
    </li>
  );
}

/** Who looks after one agency, for somebody who does: colleagues, links, a new one, and the way out. */
export function HandOver({
  agency,
  own,
  error,
  typed,
}: {
  agency: AgencyPeople;
  own: string;
  error: string | null;
  typed: string;
}) {
  const t = useText(webmastersText);
  return (
    <section className="card" aria-labelledby={`opd-${agency.id}`}>
      <h2 id={`opd-${agency.id}`}>{agency.name}</h2>
      {error ? (
        <Notice tone="danger" live>
          <p>{error}</p>
        </Notice>
      ) : null}
      <h3>{t('people')}</h3>
      <ul className="people">
        {agency.people.map(({ id, name }) => (
          <li key={id} className="people__row">
            <div className="row">
              <strong>{name}</strong>
              {id === own ? <Badge>{t('you')}</Badge> : null}
            </div>
          </li>
        ))}
      </ul>
      {agency.links.length > 0 ? (
        <>
          <h3>{t('waiting')}</h3>
          <ul className="people">
            {agency.links.map((link) => (
              <WaitingLinkRow key={link.id} link={link} mayRevoke={link.byId === own} />
            ))}
          </ul>
        </>
      ) : null}
      <h3>{t('inviteTitle')}</h3>
      {/* With each link made the form begins anew. */}
      <Form key={agency.links.length} method="post" className="stack" noValidate>
        <input type="hidden" name="agencyId" value={agency.id} />
        <Field label={t('inviteName')} name="name" autoComplete="off" required maxLength={120} defaultValue={typed} />
        <fieldset className="choices stack stack--tight">
          <legend>{t('inviteHow')}</legend>
          <label className="check">
            <input type="radio" name="sesudah" value="tetap" defaultChecked />
            {t('inviteStay')}
          </label>
          <label className="check">
            <input type="radio" name="sesudah" value="berakhir" />
            {t('inviteSuccessor')}
          </label>
        </fieldset>
        <div>
          <Button kind="primary" name="intent" value="undang">
            {t('inviteButton')}
          </Button>
        </div>
      </Form>
      <h3>{t('leaveTitle')}</h3>
      <p className="muted">{t('leaveLead', { agency: agency.name })}</p>
      <details className="withdraw">
        <summary className="button button--danger">{t('leaveButton', { agency: agency.name })}</summary>
        <Form method="post" reloadDocument onSubmit={forgetAll}>
          <input type="hidden" name="agencyId" value={agency.id} />
          <Button kind="danger" name="intent" value="akhiri">
            {t('leaveConfirm')}
          </Button>
        </Form>
      </details>
    </section>
  );
}
