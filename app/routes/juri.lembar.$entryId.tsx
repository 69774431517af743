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
import { hintsFor } from '#app/audit/report-view.server.ts';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { testsOfEntry } from '#app/contest/response-tests.server.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { resolveConflict } from '#app/judging/conflicts.server.ts';
import { hasDeparted } from '#app/judging/departures.server.ts';
import { declareRecusal } from '#app/judging/recusals.server.ts';
import { reportMeasurement } from '#app/judging/reports.server.ts';
import type { ProposalView } from '#app/judging/sheet/proposed.tsx';
import { SheetScreen } from '#app/judging/sheet/sheet.tsx';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { submitSheet } from '#app/judging/submit.server.ts';
import { paths } from '#app/paths.ts';
import { ContentHints } from '#app/ui/content-hints.tsx';
import { ResponseTests } from '#app/ui/response-tests.tsx';
import styles from '#app/ui/styles/judging.css?url';
import why from '#app/ui/styles/why.css?url';
import { whyRows } from '#app/ui/why-rows.ts';

export const links = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'stylesheet', href: why },
  { rel: 'manifest', href: '/juri.webmanifest' },
];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const acts = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('submit') }),
  z.object({ intent: z.literal('recuse'), reason: z.string().max(2000) }),
  z.object({ intent: z.literal('report'), indicator: z.string().max(64), text: z.string().max(2000) }),
  z.object({
    intent: z.literal('resolve'),
    editId: z.uuid(),
    choice: z.enum(['mine', 'newer']),
    seen: z.coerce.number().int().nonnegative(),
  }),
]);

async function enter(request: Request, entryId: string | undefined) {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const id = z.uuid().safeParse(entryId);
  if (!id.success) throw notFound();
  return { viewer, entryId: id.data, t: text(judgingText, await readLocale(request)) };
}

const nameOf = (signal: string) => (signalIds.includes(signal) ? signalInfo(signal).name : { id: signal });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, entryId, t } = await enter(request, params.entryId);
  const view = await openSheet(viewer, entryId);
  if (!view) {
    // The desk says why there is no sheet any more.
    const contest = await currentContest();
    if (contest && (await hasDeparted(contest.id, viewer.userId))) throw redirect(paths.judge());
    throw notFound();
  }
  // What a practice sheet is for comes after it.
  if (view.practice && view.state === 'submitted') throw redirect(paths.practiceResult());
  const { proposals, signals, ...site } = view.site;
  const shown: Record<string, ProposalView> = Object.fromEntries(
    proposals.map(({ indicator, outcome, points, because }) => [
      indicator,
      { outcome, points, why: whyRows(because, signals, nameOf) },
    ]),
  );
  return {
    title: t('sheetTitle', { name: view.entry.name }),
    view: { ...view, site: { ...site, proposals: [], signals: [] } },
    proposals: shown,
    hints: await hintsFor(entryId),
    responses: await testsOfEntry(entryId),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, entryId, t } = await enter(request, params.entryId);
  const parsed = acts.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const act = parsed.data;
  if (act.intent === 'submit') {
    const result = await submitSheet(viewer, entryId);
    if (result.done) return redirect(paths.sheet(entryId));
    const list = result.missing.map((each) => each.indicator).join(', ');
    const submit = result.why === 'incomplete' ? t('incomplete', { list }) : t(`refused_${result.why}`);
    return data({ submit }, { status: 422 });
  }
  if (act.intent === 'recuse') {
    const result = await declareRecusal(viewer, entryId, act.reason);
    if (result.done) return redirect(paths.judge());
    return data({ recuse: t(`refused_${result.why}`) }, { status: 422 });
  }
  if (act.intent === 'report') {
    const result = await reportMeasurement(viewer, entryId, act.indicator, act.text);
    if (result.done) return data({ reported: true });
    return data({ problem: t(`refused_${result.why}`) }, { status: 422 });
  }
  const result = await resolveConflict(viewer, act.editId, act.choice, act.seen);
  if (result.done) return data({});
  const { why: refusal } = result;
  const problem = refusal === 'gone' || refusal === 'moved' ? t(`resolve_${refusal}`) : t(`refused_${refusal}`);
  return data({ problem }, { status: 422 });
}

export default function SheetRoute() {
  const { view, proposals, hints, responses } = useLoaderData<typeof loader>();
  const problem = useActionData<{ submit?: string; recuse?: string }>();
  return (
    <SheetScreen
      key={view.entry.id}
      view={view}
      proposals={proposals}
      hints={hints ? <ContentHints hints={hints} /> : null}
      responses={responses.length > 0 ? <ResponseTests tests={responses} /> : null}
      problem={problem}
    />
  );
}
