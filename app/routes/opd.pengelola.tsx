import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { inviteColleague, leave, takeColleagueBack } from '#app/identity/handover.server.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { signOut } from '#app/identity/sign-in.server.ts';
import { webmasterDesk } from '#app/identity/webmaster-desk.server.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { HandOver } from '#app/ui/hand-over.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { OneTimeLink } from '#app/ui/one-time-link.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import identityCss from '#app/ui/styles/identity.css?url';

export const links = () => [{ rel: 'stylesheet', href: identityCss }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['webmaster']);
  return {
    title: text(webmastersText, await readLocale(request))('ownTitle'),
    own: viewer.userId,
    agencies: await webmasterDesk(viewer.agencyIds),
  };
}

const acts = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('undang'),
    agencyId: z.uuid(),
    name: z.string().max(120),
    sesudah: z.enum(['tetap', 'berakhir']),
  }),
  z.object({ intent: z.literal('cabut'), invitation: z.uuid() }),
  z.object({ intent: z.literal('akhiri'), agencyId: z.uuid() }),
]);

/** `link`: shown once, so it travels in the answer to the POST and nowhere else. */
interface Answer {
  link: { name: string; url: string } | null;
  error: string | null;
  agencyId: string;
  typed: string;
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['webmaster']);
  const act = acts.safeParse(Object.fromEntries(await request.formData()));
  if (!act.success) throw notFound();
  const t = text(webmastersText, await readLocale(request));
  if (act.data.intent === 'cabut') {
    if (!(await takeColleagueBack(act.data.invitation, viewer))) throw notFound();
    return redirect(`${paths.webmasterPeople()}?dicabut`);
  }
  const { agencyId } = act.data;
  const refuse = (key: 'name' | 'no-agency' | 'too-many' | 'nobody-else', typed = '') =>
    data<Answer>({ link: null, error: t(`refused_${key}`), agencyId, typed }, { status: 422 });
  if (!viewer.agencyIds.includes(agencyId)) throw notFound();
  if (act.data.intent === 'akhiri') {
    const refused = await leave(agencyId, viewer);
    if (refused) return refuse(refused);
    return redirect(`${paths.signIn()}?selesai=akses`, { headers: await signOut(request) });
  }
  const name = act.data.name.trim();
  if (!name) return refuse('name');
  const successor = act.data.sesudah === 'berakhir';
  const made = await inviteColleague({ agencyId, name, successor }, viewer, request);
  if (made.refused) return refuse(made.refused, name);
  return data<Answer>({ link: { name, url: made.url }, error: null, agencyId, typed: '' });
}

export default function OwnWebmasters() {
  const { own, agencies } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(webmastersText);
  const [search] = useSearchParams();
  return (
    <Page narrow>
      <PageHeader title={t('ownTitle')} lead={t('ownLead')}>
        <ButtonLink to={paths.webmaster()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {search.has('dicabut') && !answer ? <Notice tone="success" live title={t('revoked')} /> : null}
      {answer?.link ? <OneTimeLink key={answer.link.url} {...answer.link} /> : null}
      {agencies.map((agency) => {
        const refused = answer?.error && answer.agencyId === agency.id ? answer : null;
        return (
          <HandOver
            key={agency.id}
            agency={agency}
            own={own}
            error={refused?.error ?? null}
            typed={refused?.typed ?? ''}
          />
        );
      })}
    </Page>
  );
}
