import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { knownPeople, tellKnown } from '#app/contest/known-people.server.ts';
import { devicesText } from '#app/i18n/devices.ts';
import { formatTime } from '#app/i18n/format.ts';
import { lettersText } from '#app/i18n/letters.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { peopleText } from '#app/i18n/people.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { publicOriginOf, readPeople, takeBack } from '#app/identity/door.server.ts';
import { lettersOf, mailInvitation } from '#app/identity/letters.server.ts';
import { isMailOn } from '#app/identity/mail.server.ts';
import { type Role, roles } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { KnownPeople } from '#app/ui/known-people.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { PendingInvitations } from '#app/ui/pending-invitations.tsx';
import { PersonState } from '#app/ui/person-state.tsx';
import { useRoleName } from '#app/ui/role-name.ts';
import identityCss from '#app/ui/styles/identity.css?url';

export const links = () => [{ rel: 'stylesheet', href: identityCss }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const { people, pending } = await readPeople();
  const contest = await currentContest();
  const sent = await lettersOf(pending.map(({ id }) => id));
  const mailed = pending.map((each) => ({ ...each, letters: sent.get(each.id) ?? null }));
  return {
    people,
    pending: mailed,
    contest: contest?.name ?? '',
    known: contest ? await knownPeople(contest) : [],
    isMailOn: isMailOn(),
    own: viewer.userId,
    title: text(peopleText, await readLocale(request))('title'),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const form = await request.formData();
  if (form.get('intent') === 'known') {
    const contest = await currentContest();
    const written = contest ? await tellKnown(contest.id, viewer.userId, publicOriginOf(request)) : 0;
    return redirect(`${paths.people()}?dikabari=${written}`);
  }
  const id = z.uuid().safeParse(form.get('invitation'));
  if (form.get('intent') === 'mail' && id.success) {
    const sentBefore = z.coerce.number().int().min(0).max(1000).safeParse(form.get('terkirim'));
    if (!sentBefore.success) throw notFound();
    const done = await mailInvitation(id.data, sentBefore.data, viewer.userId, publicOriginOf(request));
    if (!done) throw notFound();
    return redirect(`${paths.people()}?selesai=dikirim`);
  }
  if (form.get('intent') !== 'revoke' || !id.success) throw notFound();
  await takeBack(id.data, viewer.userId);
  return redirect(`${paths.people()}?selesai=dicabut`);
}

export default function People() {
  const t = useText(peopleText);
  const d = useText(devicesText);
  const l = useText(lettersText);
  const w = useText(webmastersText);
  const { contest, known, pending, isMailOn } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const told = search.has('dikabari') ? Number(search.get('dikabari')) : null;
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')}>
        <ButtonLink to={paths.webmasterDesk()}>{w('deskTitle')}</ButtonLink>
        <ButtonLink to={paths.letters()}>{l('toLetters')}</ButtonLink>
        <ButtonLink to={paths.judgeDevices()}>{d('toDevices')}</ButtonLink>
        <ButtonLink to={paths.invitePerson()} kind="primary">
          {t('invite')}
        </ButtonLink>
      </PageHeader>
      {search.get('selesai') === 'dicabut' ? <Notice tone="success" live title={t('revoked')} /> : null}
      {search.get('selesai') === 'dikirim' ? <Notice tone="success" live title={l('sendDone')} /> : null}
      {told === null ? null : (
        <Notice
          tone={told > 0 ? 'success' : 'info'}
          live
          title={l(told > 0 ? 'knownDone' : 'knownNobody', { n: told })}
        />
      )}
      <PendingInvitations pending={pending} isMailOn={isMailOn} />
      <KnownPeople contest={contest} people={known} isMailOn={isMailOn} />
      {roles.map((role) => (
        <PeopleOf key={role} role={role} />
      ))}
    </Page>
  );
}

function PeopleOf({ role }: { role: Role }) {
  const t = useText(peopleText);
  const roleName = useRoleName();
  const { people, own } = useLoaderData<typeof loader>();
  const found = people.filter((person) => person.role === role);
  return (
    <section className="stack stack--tight">
      <h2>
        {roleName(role)} <span className="muted">({found.length})</span>
      </h2>
      {found.length === 0 ? <p className="muted">{t('none')}</p> : null}
      {found.length > 0 ? (
        <ul className="people">
          {found.map((person) => (
            <li key={person.id} className="people__row">
              <div className="people__text">
                <div className="row">
                  <strong>{person.name}</strong>
                  {person.id === own ? <Badge>{t('you')}</Badge> : null}
                  <PersonState person={person} />
                </div>
                <PersonDetail person={person} />
              </div>
              <ButtonLink to={person.id === own ? paths.account() : paths.person(person.id)}>
                {t('open')} <span className="visually-hidden">{person.name}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['people'][number];

function PersonDetail({ person }: { person: Shown }) {
  const t = useText(peopleText);
  const locale = useLocale();
  const who = [person.email, ...person.agencies].filter(Boolean).join(' · ');
  const use = person.lastUsed
    ? `${t('devices', { n: person.sessions })}, ${t('lastUsed', { time: formatTime(person.lastUsed, locale) })}`
    : null;
  return (
    <>
      {who ? <span className="muted small">{who}</span> : null}
      {use ? <span className="muted small">{use}</span> : null}
    </>
  );
}
