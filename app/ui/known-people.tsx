import { Form } from '@remix-run/react';
import type { KnownPerson } from '#app/contest/known-people.server.ts';
import { lettersText } from '#app/i18n/letters.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { Badge } from './notice.tsx';
import { useRoleName } from './role-name.ts';

interface Props {
  contest: string;
  people: readonly Pick<KnownPerson, 'id' | 'name' | 'role' | 'email' | 'letter'>[];
  isMailOn: boolean;
}

const tones = { queued: 'info', sending: 'warning', sent: 'success', failed: 'danger', dropped: 'neutral' } as const;

/** Who has an account from before this contest: told by letter all at once; without mail or address by a link or a card. */
export function KnownPeople({ contest, people, isMailOn }: Props) {
  const l = useText(lettersText);
  const roleName = useRoleName();
  if (people.length === 0) return null;
  const untold = people.filter(({ letter }) => letter === null);
  const reached = isMailOn ? untold.filter(({ email }) => email !== null).length : 0;
  return (
    <section className="card" aria-labelledby="dikenal">
      <h2 id="dikenal">{l('knownTitle')}</h2>
      <p className="measure">{l('knownLead', { n: people.length, contest })}</p>
      {untold.length > reached ? (
        <p className="muted measure">{l(isMailOn ? 'knownNoAddress' : 'knownNoMail')}</p>
      ) : null}
      <div className="row">
        {reached > 0 ? (
          <Form method="post">
            <Button kind="primary" name="intent" value="known">
              {l('knownSend', { n: reached })}
            </Button>
          </Form>
        ) : null}
        {untold.length > reached ? <ButtonLink to={paths.judgeDevices()}>{l('knownCards')}</ButtonLink> : null}
      </div>
      <details className="fold" open={untold.length > 0 && untold.length <= 8}>
        <summary>{l('knownList', { n: people.length })}</summary>
        <ul className="people">
          {people.map((each) => (
            <li key={each.id} className="people__row">
              <div className="people__text">
                <strong>{each.name}</strong>
                <span className="muted small">{[roleName(each.role), each.email ?? l('noAddress')].join(' · ')}</span>
              </div>
              {each.letter ? (
                <Badge tone={tones[each.letter]}>{l(`state_${each.letter}`)}</Badge>
              ) : (
                <ButtonLink to={paths.person(each.id)}>
                  {l('knownLink')} <span className="visually-hidden">{each.name}</span>
                </ButtonLink>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
