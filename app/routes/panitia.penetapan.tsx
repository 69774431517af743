import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { localInWib } from '#app/audit/pass-form.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { differenceOf } from '#app/publication/difference.ts';
import { settingsOfContest } from '#app/publication/document-settings.server.ts';
import { finaliseActs, performAct } from '#app/publication/finalise-acts.server.ts';
import { boardOf } from '#app/publication/leaderboard.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { publicationState } from '#app/publication/publication-state.server.ts';
import { settleReleases } from '#app/publication/schedule.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChangeTable } from '#app/ui/change-table.tsx';
import { CorrectionNotice, OpenCorrection, WithdrawCorrection } from '#app/ui/correction.tsx';
import { ConfirmStep, FrozenCard, OpenEntries } from '#app/ui/finalisation.tsx';
import { NoContest } from '#app/ui/no-contest.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { ReleaseMoment } from '#app/ui/release-moment.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const locale = await readLocale(request);
  const t = text(publicationText, locale);
  await settleReleases();
  const contest = await currentContest();
  if (!contest) return { title: t('finalise'), contest: null };
  const tally = await tallyContest(contest.id);
  const state = await publicationState(contest.id, tally);
  const board = boardOf(tally, locale, t);
  const asked = new URL(request.url).searchParams.get('langkah');
  const { documents, correction, inForce } = state;
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
    correction: correction && {
      reason: correction.reason,
      time: formatTime(correction.openedAt, locale),
      version: inForce?.version ?? 0,
    },
    changes: documents && differenceOf(documents.before, documents.after, await settingsOfContest(contest.id)),
    pending: state.pending && {
      time: formatTime(state.pending.at, locale),
      local: localInWib(state.pending.at),
    },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer'], { hidden: true });
  const locale = await readLocale(request);
  const contest = await currentContest();
  if (!contest) throw notFound();
  const parsed = finaliseActs.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw data(null, { status: 400 });
  const act = parsed.data;
  const refused = await performAct(act, { contestId: contest.id, viewer, origin: publicOrigin(request) });
  if (!refused) return redirect(paths.finalise());
  const error =
    refused.text === undefined
      ? text(versionsText, locale)(refused.correction)
      : text(publicationText, locale)(refused.text);
  return data(
    {
      error,
      moment: act.intent === 'jadwalkan' ? act.waktu : undefined,
      reason: 'alasan' in act ? { intent: act.intent, typed: act.alasan } : undefined,
    },
    { status: refused.status },
  );
}

export default function Finalisation() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(publicationText);
  const v = useText(versionsText);
  if (!page.contest)
    return (
      <Page>
        <PageHeader title={page.title} />
        <NoContest mayCreate />
      </Page>
    );
  const { contest, figures, open, frozen, stale, released, step, inputHash, correction, changes } = page;
  const mayFinalise = contest.inPhase && !released && open.length === 0 && (!frozen || stale);
  const mayRelease = contest.inPhase && !released && open.length === 0 && frozen && !stale;
  const reason = (intent: 'koreksi' | 'tutupKoreksi') =>
    refused?.reason?.intent === intent
      ? { typed: refused.reason.typed, error: refused.error }
      : { typed: undefined, error: undefined };
  return (
    <Page>
      <PageHeader title={page.title} lead={t('finaliseLead')} />
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.error}</p>
        </Notice>
      ) : null}
      {correction ? <CorrectionNotice correction={correction} year={contest.year} /> : null}
      {frozen ? <FrozenCard frozen={frozen} released={released} stale={stale} year={contest.year} /> : null}
      {changes && frozen ? (
        <ChangeTable title={v('preview')} difference={changes} all={figures.entries} decimals={2} />
      ) : null}
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
          typed={refused?.moment}
        />
      ) : null}
      {released && frozen ? <OpenCorrection snapshotId={frozen.id} {...reason('koreksi')} /> : null}
      {correction && contest.inPhase ? <WithdrawCorrection {...reason('tutupKoreksi')} /> : null}
    </Page>
  );
}
