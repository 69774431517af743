import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { wordLooksText } from '#app/i18n/word-looks.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { stopWaiting, type WordWait, wordWaits } from '#app/judging/word-waits.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const contest = await currentContest();
  return {
    title: text(wordLooksText, await readLocale(request))('waitsTitle'),
    saved: new URL(request.url).searchParams.has('tersimpan'),
    waits: contest ? await wordWaits(contest) : null,
  };
}

const act = z.object({ lookId: z.uuid(), reason: z.string().max(2000) });

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const parsed = act.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const { lookId, reason } = parsed.data;
  const outcome = await stopWaiting(viewer, lookId, reason);
  if (outcome.done) return redirect(`${paths.rubricWords()}?tersimpan`);
  const problem = text(wordLooksText, await readLocale(request))(`stop_${outcome.why}`);
  return data({ lookId, reason, problem }, { status: outcome.why === 'reasonMissing' ? 422 : 409 });
}

export default function WordWaits() {
  const { title, saved, waits } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(wordLooksText);
  const open = (waits ?? []).filter(({ state }) => state === 'open');
  const settled = (waits ?? []).filter(({ state }) => state !== 'open');
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('waitsLead')}>
        <ButtonLink to={paths.rubric()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {refused ? <Notice tone="danger" live title={refused.problem} /> : null}
      {saved && !refused ? <Notice tone="success" live title={t('saved')} /> : null}
      {waits === null ? <Notice>{t('noContest')}</Notice> : null}
      {waits?.length === 0 ? <Notice tone="success">{t('waitsNone')}</Notice> : null}
      {waits && waits.length > 0 ? (
        <section className="stack" aria-labelledby="menunggu">
          <h2 id="menunggu">{t('waiting', { n: open.length })}</h2>
          {open.length === 0 ? <p>{t('noneWaiting')}</p> : null}
          {open.map((wait) => (
            <Waiting key={wait.lookId} wait={wait} typed={refused?.lookId === wait.lookId ? refused : null} />
          ))}
        </section>
      ) : null}
      {settled.length > 0 ? <Settled waits={settled} /> : null}
    </Page>
  );
}

const useName = () => {
  const t = useText(wordLooksText);
  const locale = useLocale();
  return ({ judge, entry, indicator, name }: WordWait) =>
    t('item', { judge, entry, indicator, name: localized(name, locale) });
};

function Waiting({ wait, typed }: { wait: WordWait; typed: { reason: string; problem: string } | null }) {
  const t = useText(wordLooksText);
  const named = useName();
  return (
    <article className="card">
      <h3>{named(wait)}</h3>
      {wait.isDeparted ? <p>{t('departed')}</p> : null}
      {wait.isSubmitted && !wait.isMarked ? <p className="muted">{t('stop_unmarked')}</p> : null}
      {wait.isSubmitted && wait.isMarked ? (
        <details className="fold" open={typed !== null}>
          <summary>{t('stop')}</summary>
          <Form method="post" className="stack">
            <p className="muted">{t('stopLead')}</p>
            <input type="hidden" name="lookId" value={wait.lookId} />
            <TextArea
              label={t('stopReason')}
              name="reason"
              maxLength={2000}
              rows={2}
              defaultValue={typed?.reason ?? ''}
              error={typed?.problem}
            />
            <div>
              <Button>{t('stop')}</Button>
            </div>
          </Form>
        </details>
      ) : null}
      {wait.isSubmitted ? null : <p className="muted">{t('draft')}</p>}
    </article>
  );
}

function Settled({ waits }: { waits: WordWait[] }) {
  const t = useText(wordLooksText);
  const locale = useLocale();
  const named = useName();
  return (
    <section className="card" aria-labelledby="selesai">
      <h2 id="selesai">{t('answered', { n: waits.length })}</h2>
      <ul className="reasons reasons--bare stack">
        {waits.map((wait) =>
          wait.state === 'open' ? null : (
            <li key={wait.lookId}>
              {named(wait)} <Badge tone="neutral">{t(`state_${wait.state}`)}</Badge>{' '}
              {wait.answeredAt ? <span className="small muted">{formatTime(wait.answeredAt, locale)}</span> : null}
              {wait.reason ? <p className="small">{t('lapsedReason', { reason: wait.reason })}</p> : null}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
