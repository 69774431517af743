import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentInWib } from '#app/audit/pass-form.ts';
import { channels } from '#app/contest/channels.ts';
import { confirmContact, refuseContact } from '#app/contest/contact-proposals.server.ts';
import { registerBoard, registerOf } from '#app/contest/contact-register.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { recordAnswer, recordTest } from '#app/contest/response-tests.server.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { ChannelAgencies } from '#app/ui/channel-agencies.tsx';
import { ChannelAgency } from '#app/ui/channel-agency.tsx';
import { ContactProposals } from '#app/ui/contact-proposals.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const title = text(contactsText, await readLocale(request))('title');
  const contest = await currentContest();
  if (!contest) return { title, board: null, agency: null, saved: false };
  const board = await registerBoard(contest.id);
  const search = new URL(request.url).searchParams;
  const chosen = board.agencies.find(({ agencyId }) => agencyId === search.get('opd'));
  const kept = chosen ? await registerOf(chosen.agencyId) : null;
  return {
    title,
    board: { ...board, open: board.open.map((each) => ({ ...each, createdAt: each.createdAt.toISOString() })) },
    agency: chosen &&
      kept && {
        ...chosen,
        register: kept.register.map(({ channel, value, confirmedAt }) => ({
          channel,
          value,
          confirmed: confirmedAt !== null,
        })),
        changes: kept.changes.map(({ createdAt, ...change }) => ({ ...change, at: createdAt.toISOString() })),
        tests: kept.tests,
      },
    saved: search.has('tersimpan'),
  };
}

const moment = z.string().max(40).transform(momentInWib);
const acts = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('pasti'), proposalId: z.uuid() }),
  z.object({ intent: z.literal('tolak'), proposalId: z.uuid(), reason: z.string().max(500) }),
  z.object({
    intent: z.literal('uji'),
    agencyId: z.uuid(),
    channel: z.enum(channels),
    value: z.string().max(200),
    sentAt: moment,
    answeredAt: z.string().max(40),
    note: z.string().max(300),
  }),
  z.object({ intent: z.literal('jawab'), testId: z.uuid(), answeredAt: moment }),
]);
type Act = z.infer<typeof acts>;

function perform(act: Act, viewer: { userId: string }) {
  switch (act.intent) {
    case 'pasti':
      return confirmContact(act.proposalId, viewer);
    case 'tolak':
      return refuseContact(act.proposalId, act.reason, viewer);
    case 'jawab':
      return recordAnswer(act.testId, act.answeredAt, viewer);
    case 'uji': {
      const answeredAt = act.answeredAt === '' ? null : momentInWib(act.answeredAt);
      // What was typed and is no moment must not be kept as "no answer".
      if (act.answeredAt !== '' && answeredAt === null) return Promise.resolve('moment' as const);
      return recordTest({ ...act, answeredAt }, viewer);
    }
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const form = Object.fromEntries(await request.formData());
  const parsed = acts.safeParse(form);
  if (!parsed.success) throw notFound();
  const refused = await perform(parsed.data, viewer);
  if (refused === null) {
    const agencyId = z.uuid().safeParse(new URL(request.url).searchParams.get('opd'));
    return redirect(`${paths.channelDesk(agencyId.success ? agencyId.data : undefined, true)}`);
  }
  const t = text(contactsText, await readLocale(request));
  return data({ error: t(`refused_${refused}`), form }, { status: 422 });
}

export default function Channels() {
  const { title, board, agency, saved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(contactsText);
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')} />
      {refused ? (
        <Notice tone="danger" live title={t('refused')}>
          <p>{refused.error}</p>
        </Notice>
      ) : saved ? (
        <Notice tone="success" live>
          <p>{t('saved')}</p>
        </Notice>
      ) : null}
      {board === null ? (
        <Notice>
          <p>{t('noContest')}</p>
        </Notice>
      ) : (
        <>
          <ContactProposals open={board.open} />
          {agency ? <ChannelAgency agency={agency} typed={refused?.form ?? {}} /> : null}
          <ChannelAgencies agencies={board.agencies} />
        </>
      )}
    </Page>
  );
}
