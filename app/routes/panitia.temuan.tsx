import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { decisionAct } from '#app/audit/decisions.schema.ts';
import { decideFinding, mayDecide } from '#app/audit/decisions.server.ts';
import { findingsBoard } from '#app/audit/findings-board.server.ts';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { findingsText } from '#app/i18n/findings.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { FindingCard, type RefusedDecision } from '#app/ui/finding-card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import why from '#app/ui/styles/why.css?url';

export const links = () => [styles, why].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const locale = await readLocale(request);
  const title = text(findingsText, locale)('findings');
  const organizer = viewer.role === 'organizer';
  const saved = new URL(request.url).searchParams.has('tersimpan');
  const contest = await currentContest();
  if (!contest) return { title, organizer, saved, board: null };
  const listed = await findingsBoard(contest.id, contest.rubricVersionId);
  return {
    title,
    organizer,
    saved,
    board: {
      may: mayDecide(viewer.role, contest.phase),
      open: mayDecide('chiefJudge', contest.phase).finding,
      findings: listed.map((finding) => ({
        ...finding,
        signalName: signalIds.includes(finding.signal)
          ? localized(signalInfo(finding.signal).name, locale)
          : finding.signal,
      })),
    },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const parsed = decisionAct.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const act = parsed.data;
  const outcome = await decideFinding(viewer, act);
  if (outcome.done) return redirect(`${paths.findings()}?tersimpan`);
  const t = text(findingsText, await readLocale(request));
  const form = `${act.entryId} ${act.signal} ${act.verdict.startsWith('honour') ? 'honour' : 'finding'}`;
  const refused: RefusedDecision = { form, problem: t(`refused_${outcome.why}`), reason: act.reason };
  return data(refused, { status: outcome.why === 'reasonMissing' ? 422 : 409 });
}

const parts = [
  { key: 'open', states: ['open'] },
  { key: 'decided', states: ['confirmed', 'dismissed'] },
  { key: 'gone', states: ['gone'] },
] as const;

export default function Findings() {
  const { title, organizer, saved, board } = useLoaderData<typeof loader>();
  const t = useText(findingsText);
  const refused = useActionData<typeof action>() ?? null;
  return (
    <Page>
      <PageHeader title={title} lead={t('findingsLead')}>
        <ButtonLink to={organizer ? paths.audits() : paths.rulings()} kind="quiet">
          {t(organizer ? 'toAudits' : 'toRulings')}
        </ButtonLink>
      </PageHeader>
      {board ? null : <Notice>{t('noContest')}</Notice>}
      {refused ? <Notice tone="danger" title={refused.problem} live /> : null}
      {saved && !refused ? <Notice tone="success" title={t('saved')} live /> : null}
      {board?.open === false ? <Notice>{t('closed')}</Notice> : null}
      {board?.open && !board.may.finding ? <Notice>{t('onlyChief')}</Notice> : null}
      {board?.findings.length === 0 ? <Notice tone="success">{t('none')}</Notice> : null}
      {parts.map(({ key, states }) => {
        const own = board?.findings.filter(({ state }) => (states as readonly string[]).includes(state)) ?? [];
        if (!board || own.length === 0) return null;
        return (
          <section className="stack" key={key}>
            <h2>{t(key, { n: own.length })}</h2>
            {key === 'gone' ? <p className="muted">{t('goneLead')}</p> : null}
            {own.map(({ signalName, ...finding }) => (
              <FindingCard
                key={`${finding.entryId} ${finding.signal}`}
                finding={finding}
                signalName={signalName}
                may={board.may}
                reports={organizer}
                refused={refused}
              />
            ))}
          </section>
        );
      })}
    </Page>
  );
}
