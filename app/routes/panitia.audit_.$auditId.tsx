import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { reportOf } from '#app/audit/report-view.server.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { AuditReport } from '#app/ui/audit-report.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

export const links = () => [styles, whyStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const id = z.uuid().safeParse(params.auditId);
  const report = id.success ? await reportOf(id.data) : null;
  if (!report) throw notFound();
  return { title: text(auditsText, await readLocale(request))('reportTitle', { name: report.entryName }), report };
}

export default function Audit() {
  const { title, report } = useLoaderData<typeof loader>();
  const t = useText(auditsText);
  return (
    <Page>
      <PageHeader title={title} lead={report.category}>
        <ButtonLink to={paths.audits()}>{t('backToAudits')}</ButtonLink>
        <ButtonLink to={paths.entry(report.entryId)} kind="quiet">
          {t('toEntry')}
        </ButtonLink>
      </PageHeader>
      <AuditReport report={report} />
    </Page>
  );
}
