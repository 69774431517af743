import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { formatTime } from '#app/i18n/format.ts';
import { peopleText } from '#app/i18n/people.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { closeDoor, endDevice, inviteBack, readPersonPage, showOut, takeBack } from '#app/identity/door.server.ts';
import { RETURN_DAYS } from '#app/identity/invitation-days.ts';
import { usesPassword } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { OneTimeLink } from '#app/ui/one-time-link.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { PersonState } from '#app/ui/person-state.tsx';
import { useRoleName } from '#app/ui/role-name.ts';
import { SessionList } from '#app/ui/session-list.tsx';
import identityCss from '#app/ui/styles/identity.css?url';

export const links = () => [{ rel: 'stylesheet', href: identityCss }];

/** The organizer and the person the page is about. One's own access is no matter of this page. */
async function open(request: Request, userId: string | undefined) {
  const viewer = await requireRole(request, ['organizer']);
  const id = z.uuid().safeParse(userId);
  const page = id.success ? await readPersonPage(id.data) : null;
  if (!page) throw notFound();
  if (page.person.id === viewer.userId) throw redirect(paths.account());
  return { viewer, ...page };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { person, sessions, pending } = await open(request, params.userId);
  return { person, sessions, pending };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.person.name }];

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, person } = await open(request, params.userId);
  const form = await request.formData();
  const id = z.uuid().safeParse(form.get('session') ?? form.get('invitation'));
  const done = (what: string) => redirect(`${paths.person(person.id)}?selesai=${what}`);
  switch (form.get('intent')) {
    case 'link': {
      const url = await inviteBack(person, viewer.userId, request);
      return { name: person.name, url };
    }
    case 'revoke':
      if (!id.success) throw notFound();
      await takeBack(id.data, viewer.userId);
      return done('dicabut');
    case 'endSession':
      if (!id.success) throw notFound();
      await endDevice(person.id, id.data);
      return done('diputus');
    case 'cutAll':
      await showOut(person.id, viewer.userId);
      return done('diputus');
    case 'withdraw':
      await closeDoor(person.id, viewer.userId);
      return done('ditutup');
    default:
      throw notFound();
  }
}

const messages = { dicabut: 'revoked', diputus: 'cutDone', ditutup: 'withdrawn' } as const;

export default function PersonPage() {
  const t = useText(peopleText);
  const roleName = useRoleName();
  const { person, sessions } = useLoaderData<typeof loader>();
  const link = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = Object.entries(messages).find(([what]) => what === search.get('selesai'))?.[1];
  return (
    <Page narrow>
      <PageHeader
        title={person.name}
        lead={[roleName(person.role), person.email, ...person.agencies].filter(Boolean).join(' · ')}
      >
        <PersonState person={person} />
      </PageHeader>
      {done && !link ? <Notice tone="success" live title={t(done)} /> : null}
      {link ? <OneTimeLink key={link.url} {...link} /> : null}
      <Links />
      <section className="card">
        <h2>{t('devicesTitle')}</h2>
        <SessionList sessions={sessions} />
        {sessions.length > 0 ? (
          <Form method="post">
            <Button name="intent" value="cutAll">
              {t('cutAll')}
            </Button>
          </Form>
        ) : null}
      </section>
      <section className="card">
        <h2>{t('withdrawTitle')}</h2>
        <p className="muted">{t('withdrawLead')}</p>
        <details className="withdraw">
          <summary className="button button--danger">{t('withdraw', { name: person.name })}</summary>
          <Form method="post">
            <Button kind="danger" name="intent" value="withdraw">
              {t('withdrawConfirm')}
            </Button>
          </Form>
        </details>
      </section>
      <div>
        <ButtonLink to={paths.people()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </div>
    </Page>
  );
}

function Links() {
  const t = useText(peopleText);
  const locale = useLocale();
  const { person, pending } = useLoaderData<typeof loader>();
  const kind = usesPassword(person.role) ? 'Password' : 'Judge';
  return (
    <section className="card">
      <h2>{t(`linkTitle${kind}`)}</h2>
      <p className="muted">{t(`linkLead${kind}`, { days: RETURN_DAYS })}</p>
      <Form method="post">
        <Button name="intent" value="link">
          {t('createLink')}
        </Button>
      </Form>
      {pending.length > 0 ? (
        <>
          <h3>{t('openLinks')}</h3>
          <ul className="people">
            {pending.map((each) => (
              <li key={each.id} className="people__row">
                <span className="people__text">{t('linkUntil', { time: formatTime(each.expiresAt, locale) })}</span>
                <Form method="post">
                  <input type="hidden" name="invitation" value={each.id} />
                  <Button name="intent" value="revoke" aria-label={t('revokeOf', { name: person.name })}>
                    {t('revoke')}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
