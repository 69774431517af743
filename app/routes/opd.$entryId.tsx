import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ownAudit, reportOf } from '#app/audit/report-view.server.ts';
import { documentsText } from '#app/i18n/documents.ts';
import { opdText } from '#app/i18n/opd.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { documentsOfEntry } from '#app/publication/documents.server.ts';
import { AdviceList } from '#app/ui/advice-list.tsx';
import { AuditReport } from '#app/ui/audit-report.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import opdStyles from '#app/ui/styles/opd.css?url';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

/** The report needs none, and is the lighter for it. */
export const handle = { scripts: false };
export const links = () => [styles, whyStyles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.entry.name }];

/** The audit of the own entry; a total or rank stands in its documents alone, once they are released. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['webmaster']);
  const id = z.uuid().safeParse(params.entryId);
  const entry = id.success ? await ownAudit(id.data, viewer.agencyIds) : undefined;
  if (!entry) throw notFound();
  return {
    entry,
    report: entry.auditId ? await reportOf(entry.auditId, 'webmaster') : null,
    documents: await documentsOfEntry(id.data ?? '', viewer.agencyIds),
  };
}

export default function OwnReport() {
  const { entry, report, documents } = useLoaderData<typeof loader>();
  const t = useText(opdText);
  const d = useText(documentsText);
  return (
    <Page>
      <PageHeader title={entry.name} lead={entry.url ?? t('noSite')}>
        <ButtonLink to={paths.webmaster()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {documents.length > 0 ? (
        <section className="card" aria-labelledby="dokumen">
          <h2 id="dokumen">{d('own')}</h2>
          <div className="row">
            {documents.map(({ id, kind, title, year }) => (
              <a key={id} className="button" href={paths.document(id)}>
                {d('ownOf', { kind: d(`kind_${kind}`, { title: title ?? '' }), year })}
              </a>
            ))}
          </div>
        </section>
      ) : null}
      {report ? (
        <>
          <Notice>
            <p>{t('proposalNote')}</p>
          </Notice>
          <AuditReport report={report} toDo={<AdviceList report={report} />} />
        </>
      ) : (
        <Notice>
          <p>{t('noAudit')}</p>
        </Notice>
      )}
    </Page>
  );
}
