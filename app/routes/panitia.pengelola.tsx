import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { publicOriginOf, takeBack } from '#app/identity/door.server.ts';
import { mailInvitation } from '#app/identity/letters.server.ts';
import {
  allowRegistration,
  confirmRegistration,
  refuseRegistration,
  registrationAgencies,
  waitingRegistrations,
} from '#app/identity/registrations.server.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { removeWebmaster, webmasterDesk, webmasterHistory } from '#app/identity/webmaster-desk.server.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { OneTimeLink } from '#app/ui/one-time-link.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import identityCss from '#app/ui/styles/identity.css?url';
import { RegistrationDoor, WaitingRegistrations } from '#app/ui/waiting-registrations.tsx';
import { WebmasterHistory, WebmasterTable } from '#app/ui/webmaster-table.tsx';

export const links = () => [{ rel: 'stylesheet', href: identityCss }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const contest = await currentContest();
  const [agencies, waiting, history, open] = await Promise.all([
    webmasterDesk(),
    waitingRegistrations(),
    webmasterHistory(),
    registrationAgencies(contest?.id),
  ]);
  return {
    title: text(webmastersText, await readLocale(request))('deskTitle'),
    door: contest ? { open: open !== null, address: publicOriginOf(request) + paths.register() } : null,
    agencies,
    waiting,
    history,
  };
}

const acts = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('cabut'), invitation: z.uuid() }),
  z.object({ intent: z.literal('akhiri'), agencyId: z.uuid(), userId: z.uuid() }),
  z.object({ intent: z.literal('setujui'), permintaan: z.uuid() }),
  z.object({ intent: z.literal('tolak'), permintaan: z.uuid() }),
  z.object({ intent: z.enum(['buka', 'tutup']) }),
]);

interface Answer {
  link: { name: string; url: string } | null;
  error: string | null;
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const parsed = acts.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const act = parsed.data;
  const by = viewer.userId;
  const done = (what: keyof typeof doneKeys) => redirect(`${paths.webmasterDesk()}?selesai=${what}`);
  const t = text(webmastersText, await readLocale(request));
  const refuse = (error: string) => data<Answer>({ link: null, error }, { status: 409 });
  switch (act.intent) {
    case 'cabut':
      if (!(await takeBack(act.invitation, by))) throw notFound();
      return done('dicabut');
    case 'akhiri':
      if (!(await removeWebmaster(act.userId, act.agencyId, by))) throw notFound();
      return done('diakhiri');
    case 'tolak':
      return (await refuseRegistration(act.permintaan, by)) ? done('ditolak') : refuse(t('refused_gone'));
    case 'buka':
    case 'tutup': {
      const contest = await currentContest();
      if (!contest) throw notFound();
      await allowRegistration(contest.id, act.intent === 'buka', by);
      return done(act.intent === 'buka' ? 'dibuka' : 'ditutup');
    }
    case 'setujui': {
      const made = await confirmRegistration(act.permintaan, by, request);
      if (made.state === 'gone') return refuse(t('refused_gone'));
      if (made.state === 'taken') return refuse(t('refused_taken', { name: made.name }));
      if (made.state === 'joined') return done('bergabung');
      if (await mailInvitation(made.invitationId, 0, by, publicOriginOf(request))) return done('dikirim');
      return data<Answer>({ link: { name: made.name, url: made.url }, error: null });
    }
  }
}

const doneKeys = {
  dicabut: 'done_dicabut',
  diakhiri: 'done_diakhiri',
  dikirim: 'done_dikirim',
  bergabung: 'done_bergabung',
  ditolak: 'done_ditolak',
  dibuka: 'done_dibuka',
  ditutup: 'done_ditutup',
} as const;

export default function WebmasterDesk() {
  const { door, agencies, waiting, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(webmastersText);
  const [search] = useSearchParams();
  const done = Object.entries(doneKeys).find(([what]) => what === search.get('selesai'))?.[1];
  return (
    <Page>
      <PageHeader title={t('deskTitle')} lead={t('deskLead')}>
        <ButtonLink to={paths.people()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {done && !answer ? <Notice tone="success" live title={t(done)} /> : null}
      {answer?.error ? (
        <Notice tone="danger" live>
          <p>{answer.error}</p>
        </Notice>
      ) : null}
      {answer?.link ? <OneTimeLink key={answer.link.url} {...answer.link} /> : null}
      <WaitingRegistrations waiting={waiting} />
      <RegistrationDoor door={door} />
      <WebmasterTable agencies={agencies} />
      <WebmasterHistory history={history} />
    </Page>
  );
}
