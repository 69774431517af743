import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { auditBoard, startAudits } from '#app/audit/board.server.ts';
import { isActive, summaryOf } from '#app/audit/board.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { shownRubric } from '#app/rubric/rubric.server.ts';
import { AuditTable } from '#app/ui/audit-table.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import { useAuditBoard } from '#app/ui/use-audit-board.ts';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const { document } = await shownRubric(contest.rubricVersionId);
  return {
    title: `${text(auditsText, locale)('title')}: ${contest.name}`,
    phase: contest.phase,
    criteria: document.criteria
      .filter((criterion) => criterion.indicators.some((each) => each.source === 'proposed'))
      .map(({ id, name }) => ({ id, name: localized(name, locale) })),
    board: await auditBoard(contest),
    started: new URL(request.url).searchParams.get('mulai'),
  };
}

const schema = z.union([
  z.object({ intent: z.literal('semua') }),
  z.object({ intent: z.literal('sisa') }),
  z.object({ intent: z.literal('satu'), entryId: z.uuid() }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const t = text(auditsText, await readLocale(request));
  const contest = await currentContest();
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!contest || !parsed.success) throw notFound();
  const board = await auditBoard(contest);
  const { intent } = parsed.data;
  const wanted = board.filter((row) => {
    if (intent === 'satu') return row.entryId === parsed.data.entryId;
    return row.url !== null && (intent === 'semua' || row.state === null || row.outdated);
  });
  const requested = await startAudits(
    contest.id,
    wanted.map((row) => row.entryId),
    viewer.userId,
  );
  const refused = requested.find((each) => each.refused && each.refused !== 'already-running')?.refused;
  if (refused) return data({ error: t(`refused_${refused}`) }, { status: 409 });
  return redirect(`${paths.audits()}?mulai=${requested.filter((each) => each.auditId).length}`);
}

export default function Audits() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(auditsText);
  const { rows, live } = useAuditBoard(page.board);
  const summary = summaryOf(rows);
  const rest = rows.filter((row) => row.url && !isActive(row) && (row.state === null || row.outdated)).length;
  const open = page.phase === 'audit';
  const started = Number(page.started);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.error}</p>
        </Notice>
      ) : page.started !== null ? (
        <Notice tone={started > 0 ? 'success' : 'info'} live>
          <p>{started > 0 ? t('started', { n: started }) : t('startedNone')}</p>
        </Notice>
      ) : null}
      {open ? null : (
        <Notice>
          <p>{t(page.phase === 'persiapan' ? 'closedBefore' : 'closedAfter')}</p>
          {page.phase === 'persiapan' ? (
            <div>
              <ButtonLink to={paths.phases()}>{t('toPhases')}</ButtonLink>
            </div>
          ) : null}
        </Notice>
      )}
      <section className="card">
        <div className="row row--between">
          <h2>{t('progress', { done: summary.done, sites: summary.sites })}</h2>
          {live === null ? null : <span className="small muted">{t(live ? 'live' : 'reconnecting')}</span>}
        </div>
        <progress className="progress" max={1} value={summary.share} aria-label={t('progressLabel')} />
        {open ? (
          <Form method="post" className="row">
            {rest > 0 ? (
              <Button kind="primary" name="intent" value="sisa">
                {rest === summary.sites ? t('startAll') : t('startRest', { n: rest })}
              </Button>
            ) : summary.active === 0 && summary.sites > 0 ? (
              <Button name="intent" value="semua">
                {t('againAll')}
              </Button>
            ) : null}
          </Form>
        ) : null}
      </section>
      <AuditTable rows={rows} criteria={page.criteria} open={open} />
    </Page>
  );
}
