import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { type NextStep, nextStepOf } from '#app/contest/next-step.ts';
import { contestFigures, gatherFacts } from '#app/contest/phases.server.ts';
import { blockersOf, phasesOf } from '#app/contest/phases.ts';
import { contestText } from '#app/i18n/contest.ts';
import { editionsText } from '#app/i18n/editions.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { nextStepText } from '#app/i18n/next-step.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { Blockers } from '#app/ui/blockers.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Figure, Page, PageHeader } from '#app/ui/page.tsx';
import { PhaseSteps } from '#app/ui/phase-steps.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const t = text(contestText, await readLocale(request));
  const contest = await currentContest();
  if (!contest) return { title: t('homeTitle'), contest: null };
  const facts = await gatherFacts(contest, rubricGate);
  return {
    title: `${t('homeTitle')}: ${contest.name}`,
    contest: { name: contest.name, year: contest.year, phase: contest.phase, hasObjection: contest.hasObjection },
    next: nextStepOf(facts),
    blockers: contest.phase === 'penetapan' ? [] : blockersOf(facts),
    figures: await contestFigures(contest.id),
  };
}

const wayOf = (step: NextStep, year: number): string =>
  ({
    import: paths.importEntries(),
    invite: paths.invitePerson(),
    openAudit: paths.phases(),
    startAudits: paths.audits(),
    watchAudits: paths.audits(),
    measureAlike: paths.audits(),
    assign: paths.judgingMonitor(),
    assignLeft: paths.assignmentPlan(),
    openJudging: paths.phases(),
    waitSheets: paths.judgingMonitor(),
    openPlenary: paths.phases(),
    plenary: paths.plenary(),
    answerObjections: paths.objections(),
    objectionWindow: paths.objections(),
    finalise: paths.finalise(),
    released: paths.resultsOf(year),
  })[step];

/** Steps that hold nobody up: the way to the next phase stands beside them. */
const stepsBesidePhases: readonly NextStep[] = ['invite', 'plenary', 'objectionWindow'];

export default function Overview() {
  const page = useLoaderData<typeof loader>();
  const t = useText(contestText);
  const n = useText(nextStepText);
  const editions = useText(editionsText);
  if (!page.contest)
    return (
      <Page narrow>
        <PageHeader title={t('noContestTitle')} lead={t('noContestLead')} />
        <div>
          <ButtonLink to={paths.contestSettings()} kind="primary">
            {t('createContest')}
          </ButtonLink>
        </div>
        <section className="stack" aria-labelledby="jalan">
          <h2 id="jalan">{t('roadTitle')}</h2>
          <ol className="road">
            {phasesOf({ hasObjection: false }).map((phase) => (
              <li key={phase}>
                <strong>{t(`phase_${phase}`)}</strong>
                <p className="muted">{t(`about_${phase}`)}</p>
              </li>
            ))}
          </ol>
        </section>
      </Page>
    );
  const { contest, next, blockers, figures } = page;
  const of = (a: number, b: number) => t('of', { a, b });
  return (
    <Page>
      <PageHeader title={contest.name} lead={t('year', { year: contest.year })}>
        <ButtonLink to={paths.contestSettings()}>{t('edit')}</ButtonLink>
      </PageHeader>
      <PhaseSteps phase={contest.phase} hasObjection={contest.hasObjection} />
      <section className="card next" aria-labelledby="next">
        <p className="next__eyebrow" id="next">
          {t('nextStep')}
        </p>
        <h2>{n(`next_${next.step}`)}</h2>
        <p className="measure">
          {n(`next_${next.step}Body`, { n: next.count, sites: figures.sites, year: contest.year })}
        </p>
        <div className="row">
          <ButtonLink to={wayOf(next.step, contest.year)} kind="primary">
            {n(`next_${next.step}`)}
          </ButtonLink>
          {stepsBesidePhases.includes(next.step) ? (
            <ButtonLink to={paths.phases()}>{t('phasesTitle')}</ButtonLink>
          ) : null}
          {next.step === 'released' ? (
            <>
              <ButtonLink to={paths.nextEdition()}>{editions('nextTitle')}</ButtonLink>
              <ButtonLink to={paths.trend()}>{editions('trendTitle')}</ButtonLink>
            </>
          ) : null}
        </div>
      </section>
      <div className="card figures">
        <Figure value={figures.entries} label={t('figureEntries')} />
        <Figure value={figures.sites} label={t('figureSites')} />
        <Figure value={of(figures.audited, figures.sites)} label={t('figureAudited')} />
        <Figure value={figures.judges} label={t('figureJudges')} />
        <Figure value={of(figures.submitted, figures.assigned)} label={t('figureSheets')} />
      </div>
      <Blockers blockers={blockers} />
    </Page>
  );
}
