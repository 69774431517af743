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
import { takeOver } from '#app/audit/takeover.server.ts';
import { takeoverBoard } from '#app/audit/takeover-board.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { standingText } from '#app/i18n/standing.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import { NewerForm, TakeoverHistory } from '#app/ui/takeover.tsx';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const title = text(standingText, await readLocale(request))('standing');
  const saved = new URL(request.url).searchParams.has('tersimpan');
  const contest = await currentContest();
  const board = contest ? await takeoverBoard(contest.id) : null;
  // The chief judge judges too: what others corrected is not theirs to see.
  if (board && viewer.role === 'chiefJudge') for (const each of board.made) each.judges = [];
  return { title, saved, board };
}

const act = z.object({
  intent: z.enum(['all', 'chosen']),
  entryId: z.uuid(),
  seen: z.uuid(),
  indicators: z.array(z.string().max(64)).max(200),
  reason: z.string().max(2000),
});

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const form = await request.formData();
  const parsed = act.safeParse({ ...Object.fromEntries(form), indicators: form.getAll('indicator') });
  if (!parsed.success) throw notFound();
  const { intent, entryId, seen, reason, indicators } = parsed.data;
  const chosen = intent === 'all' ? null : indicators;
  const outcome = await takeOver(viewer, { entryId, seen, reason, indicators: chosen });
  if (outcome.done) return redirect(`${paths.standingProposals()}?tersimpan`);
  const t = text(standingText, await readLocale(request));
  return data({ entryId, problem: t(`taken_${outcome.why}`), reason, indicators }, { status: 422 });
}

export default function StandingProposals() {
  const { title, saved, board } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(standingText);
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('standingLead')} />
      {saved && !refused ? <Notice tone="success" live title={t('saved')} /> : null}
      {board === null ? <Notice>{t('noContest')}</Notice> : null}
      {board && !board.frozen ? <Notice>{t('notFrozen')}</Notice> : null}
      {board?.frozen && board.newer.length === 0 ? <Notice>{t('noNewer')}</Notice> : null}
      {board && !board.open && board.newer.length > 0 ? <Notice tone="warning">{t('closedTakeover')}</Notice> : null}
      {board?.newer.map((newer) => (
        <NewerForm
          key={newer.newerAuditId}
          newer={newer}
          names={board.names}
          open={board.open}
          refused={refused?.entryId === newer.entryId ? refused : undefined}
        />
      ))}
      {board && board.made.length > 0 ? <TakeoverHistory made={board.made} names={board.names} /> : null}
    </Page>
  );
}
