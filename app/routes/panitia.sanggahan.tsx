import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { answersAreOpen } from '#app/contest/phases.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { typedPoints } from '#app/judging/rulings.schema.ts';
import { paths } from '#app/paths.ts';
import { acceptObjection } from '#app/publication/objection-accept.server.ts';
import { objectionDesk, rejectObjection } from '#app/publication/objection-desk.server.ts';
import { answerAct, waysFor } from '#app/publication/objections.schema.ts';
import { Notice } from '#app/ui/notice.tsx';
import { DeskObjectionCard, type RefusedAnswer } from '#app/ui/objection-desk.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import opdStyles from '#app/ui/styles/opd.css?url';

export const links = () => [styles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const contest = await currentContest();
  const listed = contest ? await objectionDesk(contest) : [];
  return {
    title: text(objectionsText, await readLocale(request))('deskTitle'),
    saved: new URL(request.url).searchParams.has('tersimpan'),
    reports: viewer.role === 'organizer',
    desk: contest && {
      open: answersAreOpen(contest.phase),
      listed: listed.map((each) => ({ ...each, ways: waysFor(each.source, viewer.role) })),
    },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const parsed = answerAct.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const { intent, objectionId, reason, way, points } = parsed.data;
  const outcome =
    intent === 'tolak'
      ? await rejectObjection(viewer, objectionId, reason)
      : await acceptObjection(viewer, { objectionId, way, reason, points: typedPoints(points) });
  if (outcome.done) return redirect(`${paths.objections()}?tersimpan`);
  const { why } = outcome;
  const problem = text(objectionsText, await readLocale(request))(`answer_${why}`);
  const refused: RefusedAnswer = { intent, objectionId, why, problem, reason, way: way ?? '', points };
  return data(refused, { status: ['reasonMissing', 'points', 'way'].includes(why) ? 422 : 409 });
}

const parts = [
  { key: 'waitingTitle', states: ['open'] },
  { key: 'underWayTitle', states: ['accepted'] },
  { key: 'doneTitle', states: ['rejected', 'applied', 'dropped'] },
] as const;

export default function Objections() {
  const { title, saved, reports, desk } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(objectionsText);
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('deskLead')} />
      {refused ? <Notice tone="danger" live title={refused.problem} /> : null}
      {saved && !refused ? <Notice tone="success" live title={t('saved')} /> : null}
      {desk ? null : <Notice>{t('noContest')}</Notice>}
      {desk && !desk.open ? <Notice>{t('deskClosed')}</Notice> : null}
      {desk?.listed.length === 0 ? <Notice tone="success">{t('deskNone')}</Notice> : null}
      {parts.map(({ key, states }) => {
        const list = desk?.listed.filter(({ state }) => (states as readonly string[]).includes(state)) ?? [];
        if (!desk || list.length === 0) return null;
        return (
          <section className="stack" key={key}>
            <h2>{t(key, { n: list.length })}</h2>
            {list.map((objection) => (
              <DeskObjectionCard
                key={objection.id}
                objection={objection}
                open={desk.open}
                reports={reports}
                refused={refused?.objectionId === objection.id ? refused : undefined}
              />
            ))}
          </section>
        );
      })}
    </Page>
  );
}
