import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { openFindings } from '#app/audit/findings-board.server.ts';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { rulingsText } from '#app/i18n/rulings.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { letMeasurementStand } from '#app/judging/reports.server.ts';
import { type Refused, WaitingEntry } from '#app/judging/ruling/waiting-entry.tsx';
import { rulingBoard } from '#app/judging/ruling-board.server.ts';
import { rulingActs, typedPoints } from '#app/judging/rulings.schema.ts';
import { type RulingOutcome, rule, withdrawRuling } from '#app/judging/rulings.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import why from '#app/ui/styles/why.css?url';
import { whyRows } from '#app/ui/why-rows.ts';

export const links = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'stylesheet', href: why },
];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const nameOf = (signal: string) => (signalIds.includes(signal) ? signalInfo(signal).name : { id: signal });

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['chiefJudge', 'organizer'], { hidden: true });
  const title = text(rulingsText, await readLocale(request))('rulings');
  const contest = await currentContest();
  if (!contest) return { title, board: null };
  const { waiting, made, names } = await rulingBoard(contest.id, contest.rubricVersionId);
  return {
    title,
    board: {
      mayRule: viewer.role === 'chiefJudge',
      open: contest.phase !== 'persiapan' && contest.phase !== 'terbit',
      names,
      waiting: waiting.map(({ signals, ...entry }) => ({
        ...entry,
        unmeasured: entry.unmeasured.map(({ indicator, because }) => ({
          indicator,
          why: whyRows(because, signals, nameOf),
        })),
        reported: entry.reported.map(({ because, ...report }) => ({
          ...report,
          why: whyRows(because, signals, nameOf),
        })),
      })),
      made,
      findings: await openFindings(contest.id, contest.rubricVersionId),
    },
  };
}
type Board = NonNullable<Awaited<ReturnType<typeof loader>>['board']>;

function carryOut(viewer: Viewer, act: z.infer<typeof rulingActs>): Promise<RulingOutcome> {
  switch (act.intent) {
    case 'withdraw':
      return withdrawRuling(viewer, act.rulingId);
    case 'stands':
      return letMeasurementStand(viewer, act.entryId, act.listed[0] ?? '', act.reason);
    case 'decide':
    case 'decideAll': {
      const indicators = act.intent === 'decide' ? act.indicators : act.listed;
      return rule(viewer, { ...act, indicators, points: act.kind === 'points' ? typedPoints(act.points) : null });
    }
  }
}

/** Which form of the page an act came from, as WaitingEntry names them. */
function formOf(act: z.infer<typeof rulingActs>, typed: Record<string, string>): string {
  return act.intent === 'withdraw' ? 'withdraw' : (typed.form ?? act.entryId);
}

/** What was typed, for the form to keep. */
function typedTexts(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['chiefJudge'], { hidden: true });
  const form = await request.formData();
  const parsed = rulingActs.safeParse({
    ...Object.fromEntries(form),
    indicators: form.getAll('indicators'),
    listed: form.getAll('listed'),
  });
  if (!parsed.success) throw notFound();
  const act = parsed.data;
  const t = text(rulingsText, await readLocale(request));
  const outcome = await carryOut(viewer, act);
  if (outcome.done) return redirect(paths.rulings());
  const problem = t(`refused_${outcome.why}`);
  const chosen = form.getAll('indicators').map(String);
  const values = typedTexts(form);
  return data({ form: formOf(act, values), problem, values, chosen }, { status: 422 });
}

export default function Rulings() {
  const { title, board } = useLoaderData<typeof loader>();
  const t = useText(rulingsText);
  const o = useText(objectionsText);
  const failed = useActionData<Refused>();
  return (
    <Page>
      <PageHeader title={title} lead={t('rulingsLead')}>
        <ButtonLink to={paths.objections()} kind="quiet">
          {o('deskTitle')}
        </ButtonLink>
      </PageHeader>
      {board ? null : <Notice>{t('noContest')}</Notice>}
      {board && !board.mayRule ? <Notice>{t('onlyChief')}</Notice> : null}
      {board && !board.open ? <Notice>{t('closed')}</Notice> : null}
      {failed?.form === 'withdraw' ? <Notice tone="danger" title={failed.problem} live /> : null}
      {board && board.findings > 0 ? (
        <Notice tone="warning" title={t('findingsWait', { n: board.findings })}>
          <div>
            <ButtonLink to={paths.findings()}>{t('toFindings')}</ButtonLink>
          </div>
        </Notice>
      ) : null}
      {board?.waiting.length === 0 && board.findings === 0 ? <Notice tone="success">{t('nothingWaits')}</Notice> : null}
      {board?.waiting.map((entry) => (
        <WaitingEntry
          key={entry.entryId}
          entry={entry}
          names={board.names}
          may={board.mayRule && board.open}
          made={board.made.length}
          refused={failed ?? null}
        />
      ))}
      {board && board.made.length > 0 ? <Made board={board} /> : null}
    </Page>
  );
}

function Made({ board }: { board: Board }) {
  const t = useText(rulingsText);
  const locale = useLocale();
  return (
    <section className="stack">
      <h2>{t('made')}</h2>
      {board.made.map((ruling) => (
        <div className="card" key={ruling.id}>
          <div className="row row--between">
            <strong>
              {ruling.entry}: {ruling.indicator}
            </strong>
            <Badge tone="info">
              {ruling.kind === 'points'
                ? t('decidedPoints', { points: formatPoints(ruling.points, locale, 1) })
                : t(ruling.kind === 'notApplicable' ? 'decidedNotApplicable' : 'decidedApplicable')}
            </Badge>
          </div>
          <p>{ruling.reason}</p>
          <div className="row row--between">
            <span className="muted small">{ruling.by}</span>
            {board.mayRule && board.open && ruling.kind !== 'applicable' ? (
              <Form method="post">
                <input type="hidden" name="rulingId" value={ruling.id} />
                <Button name="intent" value="withdraw">
                  {t('withdraw')}
                </Button>
              </Form>
            ) : null}
          </div>
        </div>
      ))}
    </section>
  );
}
