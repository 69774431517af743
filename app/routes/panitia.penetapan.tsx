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
import { localInWib, momentInWib } from '#app/audit/pass-form.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { type PublicationKey, publicationText } from '#app/i18n/publication.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { boardOf } from '#app/publication/leaderboard.ts';
import { publicationState } from '#app/publication/publication-state.server.ts';
import { publishedHash } from '#app/publication/published-form.server.ts';
import { refusalKeys } from '#app/publication/refusals.ts';
import { release } from '#app/publication/release.server.ts';
import { callOffRelease, scheduleRelease, settleReleases } from '#app/publication/schedule.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ConfirmStep, FrozenCard, OpenEntries } from '#app/ui/finalisation.tsx';
import { NoContest } from '#app/ui/no-contest.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { ReleaseMoment } from '#app/ui/release-moment.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const acts = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('tetapkan'),
    sidik: z.string().regex(/^[0-9a-f]{64}$/),
    periksa: z.string().optional(),
  }),
  z.object({ intent: z.literal('umumkan'), penetapan: z.uuid(), periksa: z.string().optional() }),
  z.object({
    intent: z.literal('jadwalkan'),
    penetapan: z.uuid(),
    waktu: z.string().max(30),
    periksa: z.string().optional(),
  }),
  z.object({ intent: z.literal('batalJadwal') }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const locale = await readLocale(request);
  const t = text(publicationText, locale);
  await settleReleases();
  const contest = await currentContest();
  if (!contest) return { title: t('finalise'), contest: null };
  const tally = await tallyContest(contest.id);
  const state = await publicationState(contest.id, publishedHash(tally));
  const board = boardOf(tally, locale, t);
  const asked = new URL(request.url).searchParams.get('langkah');
  return {
    title: `${t('finalise')}: ${contest.name}`,
    contest: { year: contest.year, inPhase: tally.contest.phase === 'penetapan' },
    step: asked === 'tetapkan' || asked === 'umumkan' ? asked : null,
    inputHash: tally.results.inputHash,
    figures: board.figures,
    open: board.rows.filter((row) => row.open.length > 0),
    frozen: state.snapshot && { ...state.snapshot, time: formatTime(state.snapshot.finalisedAt, locale) },
    stale: state.stale,
    released: state.released,
    pending: state.pending && {
      time: formatTime(state.pending.at, locale),
      local: localInWib(state.pending.at),
    },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer'], { hidden: true });
  const t = text(publicationText, await readLocale(request));
  const contest = await currentContest();
  if (!contest) throw notFound();
  const parsed = acts.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw data(null, { status: 400 });
  const act = parsed.data;
  const typed = act.intent === 'jadwalkan' ? act.waktu : undefined;
  const refuse = (key: PublicationKey, status: number) => data({ error: t(key), typed }, { status });
  if (act.intent !== 'batalJadwal' && !act.periksa) return refuse('refusedAcknowledge', 422);
  const at = typed === undefined ? null : momentInWib(typed);
  if (typed !== undefined && at === null) return refuse('refusedMoment', 422);
  const outcome = await perform(contest.id, viewer.userId, act, at ?? new Date(0));
  if (!outcome.done) return refuse(refusalKeys[outcome.reason], 409);
  return redirect(paths.finalise());
}

function perform(contestId: string, userId: string, act: z.infer<typeof acts>, at: Date) {
  if (act.intent === 'tetapkan') return finalise(contestId, userId, act.sidik);
  if (act.intent === 'umumkan') return release(contestId, userId, act.penetapan);
  if (act.intent === 'jadwalkan') return scheduleRelease(contestId, userId, act.penetapan, at);
  return callOffRelease(contestId, userId);
}

export default function Finalisation() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(publicationText);
  if (!page.contest)
    return (
      <Page>
        <PageHeader title={page.title} />
        <NoContest mayCreate />
      </Page>
    );
  const { contest, figures, open, frozen, stale, released, step, inputHash } = page;
  const mayFinalise = contest.inPhase && !released && open.length === 0 && (!frozen || stale);
  const mayRelease = contest.inPhase && !released && open.length === 0 && frozen && !stale;
  return (
    <Page>
      <PageHeader title={page.title} lead={t('finaliseLead')} />
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.error}</p>
        </Notice>
      ) : null}
      {frozen ? <FrozenCard frozen={frozen} released={released} stale={stale} year={contest.year} /> : null}
      {!contest.inPhase && !released ? (
        <Notice title={t('stepPhase')}>
          <div>
            <ButtonLink to={paths.phases()}>{t('toPhases')}</ButtonLink>
          </div>
        </Notice>
      ) : null}
      {released ? null : open.length > 0 ? (
        <OpenEntries rows={open} />
      ) : figures.ranked === 0 ? (
        <Notice title={t('nothingRanked')}>
          <p>{t('nothingRankedLead')}</p>
          <div>
            <ButtonLink to={paths.entries()}>{t('toAudits')}</ButtonLink>
          </div>
        </Notice>
      ) : (
        <Notice tone="success" title={t('ready')}>
          <p>{t('readyLead', { ranked: figures.ranked, rest: figures.entries - figures.ranked })}</p>
        </Notice>
      )}
      {mayFinalise ? (
        <ConfirmStep
          open={step === 'tetapkan'}
          intent="tetapkan"
          field={{ name: 'sidik', value: inputHash }}
          begin={t('begin')}
          title={t('confirmTitle')}
          body={t('confirmBody')}
          confirm={t('confirm')}
        />
      ) : null}
      {mayRelease ? (
        <ConfirmStep
          open={step === 'umumkan'}
          intent="umumkan"
          field={{ name: 'penetapan', value: frozen.id }}
          begin={t('beginRelease')}
          title={t('confirmReleaseTitle')}
          body={t('confirmReleaseBody', { address: paths.resultsOf(contest.year) })}
          confirm={t('confirmRelease')}
        />
      ) : null}
      {frozen && !released && (page.pending || mayRelease) ? (
        <ReleaseMoment
          snapshotId={frozen.id}
          pending={page.pending}
          stale={stale}
          address={paths.resultsOf(contest.year)}
          typed={refused?.typed}
        />
      ) : null}
    </Page>
  );
}
