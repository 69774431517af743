import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { mayDecide } from '#app/audit/decisions.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { plenaryText } from '#app/i18n/plenary.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { honouredPlaces } from '#app/publication/document-settings.server.ts';
import { boardOf } from '#app/publication/leaderboard.ts';
import { readPlenaryAct } from '#app/publication/plenary.schema.ts';
import { decideTie, plenaryRecord, recordMeeting, withdrawTie } from '#app/publication/plenary.server.ts';
import { candidatesOf, waitingTies } from '#app/publication/plenary-view.ts';
import { enterRoom, tallyInRoom } from '#app/publication/room.server.ts';
import { tiesOf } from '#app/publication/ties.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { PlenaryCandidates } from '#app/ui/plenary-candidates.tsx';
import { Attendance, Decisions } from '#app/ui/plenary-record.tsx';
import { RoomNav } from '#app/ui/room-nav.tsx';
import judging from '#app/ui/styles/judging.css?url';
import styles from '#app/ui/styles/publication.css?url';
import { TieForm } from '#app/ui/tie-form.tsx';
import { useLive } from '#app/ui/use-live.ts';

export const links = () => [judging, styles].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { viewer, tally } = await tallyInRoom(request);
  const locale = await readLocale(request);
  const { contest, dataset, entries } = tally;
  const [record, places] = await Promise.all([plenaryRecord(contest.id), honouredPlaces(contest.id)]);
  const board = boardOf(tally, locale, text(publicationText, locale));
  const search = new URL(request.url).searchParams;
  const asked = search.get('kategori');
  const category =
    board.categories.find((each) => each === asked) ?? (asked === '' ? null : (board.categories[0] ?? null));
  const ids = new Map(entries.map(({ entryId, id }) => [entryId, id]));
  const names = new Map(entries.map(({ entryId, name }) => [entryId, name]));
  return {
    title: text(plenaryText, locale)('title', { name: contest.name }),
    saved: search.has('tersimpan'),
    seen: tally.results.inputHash,
    open: mayDecide('chiefJudge', contest.phase).honour,
    may: mayDecide(viewer.role, contest.phase).honour,
    criteria: board.criteria,
    categories: board.categories,
    category,
    candidates: candidatesOf(board, ids, category, category === null ? 1 : places),
    ties: waitingTies(tiesOf(tally.results.entries, dataset.tieDecisions, places), entries),
    suggested: [...tally.judgeNames.values()].sort().join('\n'),
    meeting: record.meeting && {
      present: record.meeting.present,
      time: formatTime(record.meeting.recordedAt, locale),
    },
    decisions: record.decisions.map(({ entryIds, at, withdrawnAt, withdrawnReason, ...each }) => ({
      ...each,
      names: entryIds.map((id) => names.get(id) ?? id),
      time: formatTime(at, locale),
      withdrawn: withdrawnAt && { time: formatTime(withdrawnAt, locale), reason: withdrawnReason ?? '' },
    })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { viewer, contest, ownOpen } = await enterRoom(request);
  if (!contest || ownOpen > 0) throw notFound();
  const act = readPlenaryAct(await request.formData());
  if (!act) throw notFound();
  const outcome =
    act.intent === 'hadir'
      ? await recordMeeting(viewer, contest.id, act.present)
      : act.intent === 'putus'
        ? await decideTie(viewer, contest.id, act)
        : await withdrawTie(viewer, contest.id, act);
  const category = new URL(request.url).searchParams.get('kategori');
  const back = paths.plenary(category ?? undefined);
  if (outcome.done) return redirect(`${back}${back.includes('?') ? '&' : '?'}tersimpan`);
  const t = text(plenaryText, await readLocale(request));
  const typed = outcome.why === 'reasonMissing' || outcome.why === 'places' || outcome.why === 'noOutcome';
  return data({ act, problem: t(`refused_${outcome.why}`) }, { status: typed ? 422 : 409 });
}

export default function Plenary() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useText(plenaryText);
  const board = useText(publicationText);
  useLive(true);
  const { category, categories, candidates, criteria, ties, seen, open, may } = page;
  const of = (members: { id: string }[]) =>
    refused?.act.intent === 'putus' && refused.act.entries.join() === members.map(({ id }) => id).join()
      ? { act: refused.act, problem: refused.problem }
      : null;
  const elsewhere =
    refused?.act.intent === 'putus' && !ties.some(({ members }) => of(members)) ? refused.problem : null;
  const caption = category === null ? t('candidatesAll') : t('candidates', { category });
  return (
    <Page>
      <RoomNav />
      <PageHeader title={page.title} lead={t('lead')}>
        <ButtonLink to={paths.findings()} kind="quiet">
          {t('toFindings')}
        </ButtonLink>
      </PageHeader>
      {page.saved && !refused ? <Notice tone="success" title={t('saved')} live /> : null}
      {elsewhere ? <Notice tone="danger" title={elsewhere} live /> : null}
      {open ? may ? null : <Notice>{t('onlyChief')}</Notice> : <Notice>{t('closed')}</Notice>}
      <nav className="chips" aria-label={board('filter')}>
        {categories.map((each) => (
          <Link key={each} to={paths.plenary(each)} aria-current={each === category ? 'true' : undefined}>
            {each}
          </Link>
        ))}
        <Link to={paths.plenary('')} aria-current={category === null ? 'true' : undefined}>
          {board('overall')}
        </Link>
      </nav>
      <section className="stack">
        <h2>{caption}</h2>
        {candidates.length === 0 ? (
          <Notice>{t('noCandidate')}</Notice>
        ) : (
          <PlenaryCandidates caption={caption} criteria={criteria} candidates={candidates} />
        )}
      </section>
      <section className="stack" aria-labelledby="seri">
        <h2 id="seri">{t('ties')}</h2>
        {ties.length === 0 ? <p className="muted">{t('noTies')}</p> : null}
        {ties.map((tie) => (
          <TieForm
            key={`${tie.category ?? ''} ${tie.entries.join(' ')}`}
            tie={tie}
            seen={seen}
            may={may}
            made={page.decisions.length}
            refused={of(tie.members)}
          />
        ))}
      </section>
      <Attendance
        meeting={page.meeting}
        suggested={page.suggested}
        open={open}
        refused={refused?.act.intent === 'hadir' ? { present: refused.act.present, problem: refused.problem } : null}
      />
      <Decisions
        decisions={page.decisions}
        may={may}
        refused={refused?.act.intent === 'cabut' ? { ...refused.act, problem: refused.problem } : null}
      />
    </Page>
  );
}
