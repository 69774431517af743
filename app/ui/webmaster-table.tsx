import { Form, Link } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { paths } from '#app/paths.ts';
import { Button } from './button.tsx';
import { type AgencyPeople, WaitingLinkRow } from './hand-over.tsx';

/** Agencies with who looks after them; those without anybody are listed too. */
export function WebmasterTable({ agencies }: { agencies: AgencyPeople[] }) {
  const t = useText(webmastersText);
  return (
    <section className="stack stack--tight" aria-labelledby="siapa">
      <h2 id="siapa">{t('people')}</h2>
      {agencies.map((agency) => (
        <section className="card" key={agency.id} aria-labelledby={`opd-${agency.id}`}>
          <h3 id={`opd-${agency.id}`}>{agency.name}</h3>
          {agency.people.length + agency.links.length === 0 ? <p className="muted">{t('nobody')}</p> : null}
          <ul className="people">
            {agency.people.map(({ id, name }) => (
              <li key={id} className="people__row">
                <div className="people__text">
                  <Link to={paths.person(id)}>{name}</Link>
                </div>
                <Form method="post">
                  <input type="hidden" name="userId" value={id} />
                  <input type="hidden" name="agencyId" value={agency.id} />
                  <Button name="intent" value="akhiri" aria-label={t('removeOf', { name, agency: agency.name })}>
                    {t('remove')}
                  </Button>
                </Form>
              </li>
            ))}
            {agency.links.map((link) => (
              <WaitingLinkRow key={link.id} link={link} mayRevoke />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

interface Happened {
  id: string;
  action: 'webmaster.begin' | 'webmaster.end';
  name: string | null;
  by: string | null;
  agency: string;
  at: Date;
}

export function WebmasterHistory({ history }: { history: Happened[] }) {
  const t = useText(webmastersText);
  const locale = useLocale();
  return (
    <section className="stack stack--tight" aria-labelledby="riwayat">
      <h2 id="riwayat">{t('history')}</h2>
      {history.length === 0 ? <p className="muted">{t('historyNone')}</p> : null}
      <ul className="history">
        {history.map(({ id, action, name, by, agency, at }) => {
          const did = t(action === 'webmaster.begin' ? 'did_begin' : 'did_end', { name: name ?? t('someone') });
          return (
            <li key={id}>
              <span>
                <strong>{agency}</strong>: {did}, {t('by', { by: by ?? t('someone') })}
              </span>
              <span className="small muted">{formatTime(at, locale)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
