import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { objectionDesk, rejectObjection } from '#app/publication/objection-desk.server.ts';
import { answersAreOpen } from '#app/publication/objections.ts';
import { Notice } from '#app/ui/notice.tsx';
import { DeskObjectionCard, type RefusedAnswer } from '#app/ui/objection-desk.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import opdStyles from '#app/ui/styles/opd.css?url';

export const links = () => [styles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const contest = await currentContest();
  return {
    title: text(objectionsText, await readLocale(request))('deskTitle'),
    saved: new URL(request.url).searchParams.has('tersimpan'),
    desk: contest && { open: answersAreOpen(contest.phase), listed: await objectionDesk(contest) },
  };
}

const act = z.object({ intent: z.literal('tolak'), objectionId: z.uuid(), reason: z.string().max(2000).default('') });

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const parsed = act.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const { objectionId, reason } = parsed.data;
  const outcome = await rejectObjection(viewer, objectionId, reason);
  if (outcome.done) return redirect(`${paths.objections()}?tersimpan`);
  const problem = text(objectionsText, await readLocale(request))(`answer_${outcome.why}`);
  const refused: RefusedAnswer = { objectionId, problem, reason };
  return data(refused, { status: outcome.why === 'reasonMissing' ? 422 : 409 });
}

export default function Objections() {
  const { title, saved, desk } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(objectionsText);
  const waiting = desk?.listed.filter(({ state }) => state !== 'rejected') ?? [];
  const done = desk?.listed.filter(({ state }) => state === 'rejected') ?? [];
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('deskLead')} />
      {refused ? <Notice tone="danger" live title={refused.problem} /> : null}
      {saved && !refused ? <Notice tone="success" live title={t('saved')} /> : null}
      {desk ? null : <Notice>{t('noContest')}</Notice>}
      {desk && !desk.open ? <Notice>{t('deskClosed')}</Notice> : null}
      {desk?.listed.length === 0 ? <Notice tone="success">{t('deskNone')}</Notice> : null}
      {[
        { key: 'waitingTitle' as const, list: waiting },
        { key: 'doneTitle' as const, list: done },
      ].map(({ key, list }) =>
        desk && list.length > 0 ? (
          <section className="stack" key={key}>
            <h2>{t(key, { n: list.length })}</h2>
            {list.map((objection) => (
              <DeskObjectionCard
                key={objection.id}
                objection={objection}
                open={desk.open}
                refused={refused?.objectionId === objection.id ? refused : undefined}
              />
            ))}
          </section>
        ) : null,
      )}
    </Page>
  );
}
