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
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { rulingsText } from '#app/i18n/rulings.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { rulingBoard } from '#app/judging/ruling-board.server.ts';
import { rulingActs, typedPoints } from '#app/judging/rulings.schema.ts';
import { dismissFinding, type RulingOutcome, rule, withdrawRuling } from '#app/judging/rulings.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { EvidenceList } from '#app/ui/evidence.tsx';
import { Field, TextArea } from '#app/ui/field.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { ProposalWhy } from '#app/ui/proposal-why.tsx';
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
        findings: entry.findings.map((finding) => ({ ...finding, name: nameOf(finding.signal) })),
      })),
      made,
    },
  };
}
type Board = NonNullable<Awaited<ReturnType<typeof loader>>['board']>;
type Waiting = Board['waiting'][number];

function carryOut(viewer: Viewer, act: z.infer<typeof rulingActs>): Promise<RulingOutcome> {
  switch (act.intent) {
    case 'withdraw':
      return withdrawRuling(viewer, act.rulingId);
    case 'dismiss':
      return dismissFinding(viewer, act);
    case 'confirm':
      return rule(viewer, { ...act, indicators: [act.indicator], kind: 'points', points: 0 });
    case 'decide':
      return rule(viewer, { ...act, points: act.kind === 'points' ? typedPoints(act.points) : null });
  }
}

/** What was typed, for the form to keep. */
function typedTexts(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['chiefJudge'], { hidden: true });
  const form = await request.formData();
  const parsed = rulingActs.safeParse({ ...Object.fromEntries(form), indicators: form.getAll('indicators') });
  if (!parsed.success) throw notFound();
  const act = parsed.data;
  const t = text(rulingsText, await readLocale(request));
  const outcome = await carryOut(viewer, act);
  if (outcome.done) return redirect(paths.rulings());
  const entryId = act.intent === 'withdraw' ? null : act.entryId;
  return data({ entryId, problem: t(`refused_${outcome.why}`), values: typedTexts(form) }, { status: 422 });
}

export default function Rulings() {
  const { title, board } = useLoaderData<typeof loader>();
  const t = useText(rulingsText);
  const failed = useActionData<typeof action>();
  return (
    <Page>
      <PageHeader title={title} lead={t('rulingsLead')} />
      {board ? null : <Notice>{t('noContest')}</Notice>}
      {board && !board.mayRule ? <Notice>{t('onlyChief')}</Notice> : null}
      {board && !board.open ? <Notice>{t('closed')}</Notice> : null}
      {failed && failed.entryId === null ? <Notice tone="danger" title={failed.problem} live /> : null}
      {board?.waiting.length === 0 ? <Notice tone="success">{t('nothingWaits')}</Notice> : null}
      {board?.waiting.map((entry) => (
        <WaitingEntry
          key={entry.entryId}
          entry={entry}
          board={board}
          problem={failed?.entryId === entry.entryId ? failed.problem : undefined}
          values={failed?.entryId === entry.entryId ? failed.values : {}}
        />
      ))}
      {board && board.made.length > 0 ? <Made board={board} /> : null}
    </Page>
  );
}

interface WaitingProps {
  entry: Waiting;
  board: Board;
  problem: string | undefined;
  values: Record<string, string>;
}

function WaitingEntry({ entry, board, problem, values }: WaitingProps) {
  const t = useText(rulingsText);
  const locale = useLocale();
  const nameOfIndicator = (id: string) => `${id} ${board.names[id] ? localized(board.names[id], locale) : ''}`;
  const may = board.mayRule && board.open;
  const typed = (key: string) => values[key] ?? '';
  return (
    <section className="card" aria-labelledby={`e-${entry.entryId}`}>
      <div className="row row--between">
        <h2 id={`e-${entry.entryId}`}>{entry.name}</h2>
        <div className="row">
          <Badge>{entry.category}</Badge>
          {entry.url ? (
            <a href={entry.url} target="_blank" rel="noreferrer noopener">
              {t('openSite')}
            </a>
          ) : null}
        </div>
      </div>
      {entry.failureMessage ? (
        <Notice tone="warning" title={t('failure')}>
          {entry.failureMessage}
        </Notice>
      ) : null}
      {problem ? <Notice tone="danger" title={problem} live /> : null}
      {entry.findings.map((finding) => (
        <Form method="post" className="decision" key={`${finding.indicator} ${finding.signal}`}>
          <h3>{t('finding', { signal: localized(finding.name, locale) })}</h3>
          <p>{t('findingLead', { indicator: nameOfIndicator(finding.indicator) })}</p>
          <EvidenceList items={finding.evidence} />
          {may ? (
            <>
              {(['auditId', 'indicator', 'signal'] as const).map((key) => (
                <input key={key} type="hidden" name={key} value={finding[key]} />
              ))}
              <input type="hidden" name="entryId" value={entry.entryId} />
              <TextArea label={t('reason')} name="reason" required defaultValue={typed('reason')} />
              <div className="row">
                <Button kind="danger" name="intent" value="confirm">
                  {t('confirmFinding')}
                </Button>
                <Button name="intent" value="dismiss">
                  {t('dismissFinding')}
                </Button>
              </div>
            </>
          ) : null}
        </Form>
      ))}
      {entry.unmeasured.length > 0 ? (
        <Form method="post" className="decision">
          <h3>{t('unmeasured', { n: entry.unmeasured.length })}</h3>
          <input type="hidden" name="entryId" value={entry.entryId} />
          <fieldset className="checks">
            <legend className="visually-hidden">{t('chooseIndicators')}</legend>
            {entry.unmeasured.map(({ indicator, why: rows }) => (
              <div key={indicator}>
                <label className="check">
                  <input type="checkbox" name="indicators" value={indicator} disabled={!may} />
                  {nameOfIndicator(indicator)}
                </label>
                <ProposalWhy rows={rows} />
              </div>
            ))}
          </fieldset>
          {may ? (
            <>
              <fieldset className="checks row">
                <legend className="field__label">{t('kind')}</legend>
                {(['points', 'notApplicable'] as const).map((kind) => (
                  <label className="check" key={kind}>
                    <input type="radio" name="kind" value={kind} required defaultChecked={typed('kind') === kind} />
                    {t(kind === 'points' ? 'kindPoints' : 'kindNotApplicable')}
                  </label>
                ))}
              </fieldset>
              <Field label={t('points')} name="points" inputMode="decimal" defaultValue={typed('points')} />
              <TextArea label={t('reason')} name="reason" required defaultValue={typed('reason')} />
              <div>
                <Button kind="primary" name="intent" value="decide">
                  {t('decide')}
                </Button>
              </div>
            </>
          ) : null}
        </Form>
      ) : null}
    </section>
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
