import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { remeasure } from '#app/audit/desk.server.ts';
import { reportOf } from '#app/audit/report-view.server.ts';
import type { ReportSignal } from '#app/audit/report-view.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { findingsText } from '#app/i18n/findings.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { speedText } from '#app/i18n/speed.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { AuditReport } from '#app/ui/audit-report.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

export const links = () => [styles, whyStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const id = z.uuid().safeParse(params.auditId);
  const report = id.success ? await reportOf(id.data, 'organizer') : null;
  if (!report) throw notFound();
  const contest = await currentContest();
  return {
    title: text(auditsText, await readLocale(request))('reportTitle', { name: report.entryName }),
    report,
    open: contest?.phase === 'audit' && contest.year === report.year,
    started: new URL(request.url).searchParams.has('mulai'),
  };
}

const schema = z.object({ intent: z.literal('sinyal'), sinyal: z.string().max(100) });

export async function action({ request, params }: ActionFunctionArgs) {
  const { userId } = await requireRole(request, ['organizer'], { hidden: true });
  const id = z.uuid().safeParse(params.auditId);
  const report = id.success ? await reportOf(id.data, 'organizer') : null;
  const contest = await currentContest();
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!report || !contest || !parsed.success) throw notFound();
  const refused = await remeasure(contest.id, report.entryId, parsed.data.sinyal, userId);
  if (refused) {
    const t = text(speedText, await readLocale(request));
    return data({ error: t(`refused_${refused}`) }, { status: 409 });
  }
  return redirect(`${paths.audit(report.auditId)}?mulai`);
}

export default function Audit() {
  const { title, report, open, started } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(auditsText);
  const speed = useText(speedText);
  const finding = useText(findingsText);
  return (
    <Page>
      <PageHeader title={title} lead={report.category}>
        <ButtonLink to={paths.audits()}>{t('backToAudits')}</ButtonLink>
        <ButtonLink to={paths.entry(report.entryId)} kind="quiet">
          {t('toEntry')}
        </ButtonLink>
        {report.signals.some(({ signal, value }) => signal === 'injected-spam' && value === 1) ? (
          <ButtonLink to={paths.findings()} kind="quiet">
            {finding('findings')}
          </ButtonLink>
        ) : null}
      </PageHeader>
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.error}</p>
        </Notice>
      ) : started ? (
        <Notice tone="success" live>
          <p>{speed('againStarted')}</p>
        </Notice>
      ) : null}
      <AuditReport report={report} act={(signal) => (open ? <Again signal={signal} /> : null)} />
    </Page>
  );
}

function Again({ signal }: { signal: ReportSignal }) {
  const t = useText(speedText);
  const name = localized(signal.name, useLocale());
  return (
    <Form method="post">
      <input type="hidden" name="sinyal" value={signal.signal} />
      <Button kind="quiet" name="intent" value="sinyal" aria-label={t('againOf', { signal: name })}>
        {t('again')}
      </Button>
    </Form>
  );
}
