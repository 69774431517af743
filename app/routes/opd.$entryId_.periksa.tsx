import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  askOwnCheck,
  checksPossibleFrom,
  ownCheckResult,
  ownChecks,
  ownChecksAreOpen,
} from '#app/audit/own-check.server.ts';
import { requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { ownCheckText } from '#app/i18n/own-check.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { OwnCheckHistory } from '#app/ui/own-check-history.tsx';
import { OwnCheckProgress } from '#app/ui/own-check-progress.tsx';
import { OwnCheckResult } from '#app/ui/own-check-result.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import opdStyles from '#app/ui/styles/opd.css?url';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [styles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { entry } = await requireOwnEntry({ request, params });
  const contest = await currentContest();
  if (!contest) throw notFound();
  const checks = await ownChecks(entry.entryId);
  const wanted = new URL(request.url).searchParams.get('cek');
  const shown = checks.find((each) => each.id === wanted) ?? checks[0] ?? null;
  return {
    title: text(ownCheckText, await readLocale(request))('title', { name: entry.name }),
    entryId: entry.entryId,
    open: ownChecksAreOpen(contest.phase) && entry.url !== null,
    from: await checksPossibleFrom(entry.agencyId, entry.entryId),
    checks,
    shown,
    result: shown?.state === 'done' ? await ownCheckResult(entry.entryId, shown.id) : null,
  };
}

const schema = z.object({ sinyal: z.string().max(100).optional() });

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, entry } = await requireOwnEntry({ request, params });
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const asked = await askOwnCheck(entry.entryId, parsed.data.sinyal ?? null, viewer);
  if (asked.refused === null) return redirect(paths.webmasterCheck(entry.entryId));
  if (asked.refused === 'no-entry') throw notFound();
  const locale = await readLocale(request);
  const time = asked.from ? formatTime(asked.from, locale) : '';
  const t = text(ownCheckText, locale);
  return data({ error: t(`refused_${asked.refused}`, { time }) }, { status: asked.from ? 429 : 409 });
}

export default function CheckAgain() {
  const { title, entryId, open, from, checks, shown, result } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(ownCheckText);
  const locale = useLocale();
  const busy = checks.some(({ state }) => state !== 'done');
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')}>
        <ButtonLink to={paths.webmasterEntry(entryId)} kind="quiet" reload>
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {refused ? (
        <Notice tone="danger" live title={t('refused')}>
          <p>{refused.error}</p>
        </Notice>
      ) : null}
      {open ? null : (
        <Notice>
          <p>{t('closed')}</p>
        </Notice>
      )}
      {open && !busy ? (
        <Form method="post" className="row">
          <Button kind="primary">{t('whole')}</Button>
          {from.whole ? (
            <span className="muted">{t('nextWhole', { time: formatTime(from.whole, locale) })}</span>
          ) : null}
          {from.signal ? (
            <span className="muted">{t('nextSignal', { time: formatTime(from.signal, locale) })}</span>
          ) : null}
        </Form>
      ) : null}
      {shown && shown.state !== 'done' ? <OwnCheckProgress entryId={entryId} check={shown} /> : null}
      {shown && shown.state === 'done' ? <OwnCheckResult entryId={entryId} check={shown} result={result} /> : null}
      <OwnCheckHistory entryId={entryId} checks={checks} />
    </Page>
  );
}
