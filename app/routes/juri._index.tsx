import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { planText } from '#app/i18n/plan.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { type DeskEntry, judgeDesk } from '#app/judging/assignments.server.ts';
import { hasDeparted } from '#app/judging/departures.server.ts';
import { DeskExtras } from '#app/judging/desk/extras.tsx';
import { deskExtras } from '#app/judging/desk-extras.server.ts';
import { Leftovers } from '#app/judging/sheet/leftovers.tsx';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Badge, Notice, type Tone } from '#app/ui/notice.tsx';
import { Figure, Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'manifest', href: '/juri.webmanifest' },
];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const title = text(judgingText, await readLocale(request))('title');
  const contest = await currentContest();
  const desk = contest ? await judgeDesk(contest.id, viewer.userId) : { groups: [], resume: null };
  const departed = contest ? await hasDeparted(contest.id, viewer.userId) : false;
  const extras = contest ? await deskExtras(viewer, contest) : null;
  return { title, extras, judgeId: viewer.userId, phase: contest?.phase ?? null, departed, ...desk };
}

const stateTone: Record<DeskEntry['state'], Tone> = {
  new: 'neutral',
  draft: 'info',
  submitted: 'success',
  recused: 'warning',
};

export default function JudgeDesk() {
  const { title, extras, judgeId, phase, departed, groups, resume } = useLoaderData<typeof loader>();
  const t = useText(judgingText);
  const p = useText(planText);
  const assigned = groups.flatMap((group) => group.sites);
  const sites = assigned.filter((site) => site.state !== 'recused');
  const count = (state: DeskEntry['state']) => sites.filter((site) => site.state === state).length;
  const submitted = count('submitted');
  const left = sites.length - submitted;
  const early = phase === 'persiapan' || phase === 'audit';
  const first = resume ?? sites.find((site) => site.state === 'new') ?? null;
  const lead =
    sites.length === 0
      ? t(phase === null ? 'noContest' : 'deskEmpty')
      : left === 0
        ? t('deskDone')
        : t('deskLead', { left, all: sites.length });
  return (
    <Page>
      <PageHeader title={title} lead={lead}>
        {phase === 'penilaian' && first ? (
          <ButtonLink to={paths.sheet(first.entryId)} kind="primary">
            {t(resume ? 'resume' : 'begin', { name: first.name })}
          </ButtonLink>
        ) : null}
      </PageHeader>
      {departed ? (
        <Notice tone="warning" title={p('deskDeparted')}>
          {t('refused_departed')}
        </Notice>
      ) : null}
      <Leftovers
        judgeId={judgeId}
        names={Object.fromEntries(assigned.map((site) => [site.entryId, site.name]))}
        stored={early ? [] : sites.map((site) => site.entryId)}
      />
      {extras ? <DeskExtras {...extras} judging={phase === 'penilaian'} /> : null}
      {early && sites.length > 0 ? <Notice title={t('notOpen')}>{t('notOpenLead')}</Notice> : null}
      {phase && !early && phase !== 'penilaian' ? (
        <Notice title={t('closedPhase')}>{t('closedPhaseLead')}</Notice>
      ) : null}
      {sites.length > 0 ? (
        <section className="card">
          <progress className="progress" max={sites.length} value={submitted} aria-label={t('deskProgress')} />
          <div className="figures">
            <Figure value={`${submitted} / ${sites.length}`} label={t('sitesDone')} />
            <Figure value={count('draft')} label={t('sitesDraft')} />
            <Figure value={count('new')} label={t('sitesNew')} />
          </div>
        </section>
      ) : null}
      {groups.map((group) => (
        <section key={group.category} className="stack">
          <div className="row row--between">
            <h2>{group.category}</h2>
            <span className="muted small">
              {t('categoryDone', {
                done: group.sites.filter((site) => site.state === 'submitted').length,
                total: group.sites.filter((site) => site.state !== 'recused').length,
              })}
            </span>
          </div>
          <SiteList sites={group.sites.filter((site) => !isDone(site))} open={!early} />
          <DoneSites sites={group.sites.filter(isDone)} />
        </section>
      ))}
    </Page>
  );
}

const isDone = (site: DeskEntry) => site.state === 'submitted' || site.state === 'recused';

function SiteList({ sites, open, done = false }: { sites: DeskEntry[]; open: boolean; done?: boolean }) {
  if (sites.length === 0) return null;
  return (
    <ul className={done ? 'sites sites--done' : 'sites'}>
      {sites.map((site) => (
        <li key={site.entryId}>
          <SiteCard site={site} open={open} />
        </li>
      ))}
    </ul>
  );
}

/** Folded away, so that what is left stays in sight. */
function DoneSites({ sites }: { sites: DeskEntry[] }) {
  const t = useText(judgingText);
  if (sites.length === 0) return null;
  return (
    <details className="done-fold">
      <summary>{t('doneSites', { n: sites.length })}</summary>
      <SiteList sites={sites} open done />
    </details>
  );
}

function SiteCard({ site, open }: { site: DeskEntry; open: boolean }) {
  const t = useText(judgingText);
  const said = {
    new: t('stateNew'),
    draft: t('stateDraft', { done: site.done, total: site.total }),
    submitted: t('stateSubmitted'),
    recused: t('stateRecused'),
  }[site.state];
  const inside = (
    <>
      <span className="site-card__name">{site.name}</span>
      <span className="row">
        <Badge tone={stateTone[site.state]}>{said}</Badge>
        {site.conflicts > 0 ? <Badge tone="warning">{t('conflicts', { n: site.conflicts })}</Badge> : null}
      </span>
      {site.state === 'draft' ? (
        <progress className="progress" max={site.total} value={site.done} aria-label={t('sheetProgress')} />
      ) : null}
    </>
  );
  if (!open) return <div className="card site-card">{inside}</div>;
  return (
    <Link
      className={`card card--link site-card${isDone(site) ? ' site-card--done' : ''}`}
      to={paths.sheet(site.entryId)}
    >
      {inside}
    </Link>
  );
}
