import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ownCheckResult, ownChecksAreOpen } from '#app/audit/own-check.server.ts';
import { requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { reportOf } from '#app/audit/report-view.server.ts';
import { stepsOf } from '#app/audit/steps.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { documentsText } from '#app/i18n/documents.ts';
import { historyText } from '#app/i18n/history.ts';
import { informationText } from '#app/i18n/information.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { opdText } from '#app/i18n/opd.ts';
import { ownCheckText } from '#app/i18n/own-check.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { documentsOfEntry } from '#app/publication/documents.server.ts';
import { windowIsKnown } from '#app/publication/objections.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { AdviceList } from '#app/ui/advice-list.tsx';
import { AuditReport } from '#app/ui/audit-report.tsx';
import { Badges } from '#app/ui/badges.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { CheckSignal } from '#app/ui/check-signal.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import opdStyles from '#app/ui/styles/opd.css?url';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

/** The report needs none, and is the lighter for it. */
export const handle = { scripts: false };
export const links = () => [styles, whyStyles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.entry.name },
  { name: 'description', content: data?.description },
];

/** The audit of the own entry, or one of its own checks (`?cek=`); a total or rank stands in its documents alone, once they are released. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, entry } = await requireOwnEntry({ request, params });
  const contest = await currentContest();
  if (!contest) throw notFound();
  const asked = new URL(request.url).searchParams.get('cek');
  const check = asked === null ? null : z.uuid().safeParse(asked);
  // Only a finished check of this very entry.
  if (check && !(check.success && (await ownCheckResult(entry.entryId, check.data)))) throw notFound();
  const auditId = check?.data ?? entry.auditId;
  const report = auditId ? await reportOf(auditId, 'webmaster') : null;
  const locale = await readLocale(request);
  return {
    description: text(opdText, locale)('lead'),
    entry,
    mine: check !== null,
    open: ownChecksAreOpen(contest.phase) && entry.url !== null,
    objections: entry.url !== null && windowIsKnown(contest),
    report,
    steps: report ? stepsOf(report, locale) : {},
    documents: await documentsOfEntry(entry.entryId, viewer.agencyIds),
    origin: publicOrigin(request),
  };
}

export default function OwnReport() {
  const { entry, mine, open, objections, report, steps, documents, origin } = useLoaderData<typeof loader>();
  const t = useText(opdText);
  const d = useText(documentsText);
  const c = useText(ownCheckText);
  const k = useText(contactsText);
  const h = useText(historyText);
  const i = useText(informationText);
  const o = useText(objectionsText);
  const { entryId } = entry;
  return (
    <Page>
      <PageHeader title={entry.name} lead={entry.url ?? t('noSite')}>
        {mine ? <ButtonLink to={paths.webmasterEntry(entryId)}>{c('toOfficial')}</ButtonLink> : null}
        {objections ? (
          <ButtonLink to={paths.webmasterObjections(entryId)} kind="primary" reload>
            {o('toWindow')}
          </ButtonLink>
        ) : null}
        <ButtonLink to={paths.webmasterCheck(entryId)} reload>
          {c('open')}
        </ButtonLink>
        <ButtonLink to={paths.webmasterContacts(entryId)} reload>
          {k('toContacts')}
        </ButtonLink>
        <ButtonLink to={paths.webmasterHistory(entryId)}>{h('open')}</ButtonLink>
        <ButtonLink to={paths.webmasterInformation(entryId)} reload>
          {i('open')}
        </ButtonLink>
        <ButtonLink to={paths.webmaster()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {documents.length > 0 ? (
        <section className="card no-print" aria-labelledby="dokumen">
          <h2 id="dokumen">{d('own')}</h2>
          <div className="row">
            {documents.map(({ id, kind, title, year }) => (
              <a key={id} className="button" href={paths.document(id)}>
                {d('ownOf', { kind: d(`kind_${kind}`, { title: title ?? '' }), year })}
              </a>
            ))}
          </div>
          <Badges certificates={documents} origin={origin} />
        </section>
      ) : null}
      {report ? (
        <>
          <Notice>
            <p>{mine ? c('notCounted') : t('proposalNote')}</p>
          </Notice>
          <AuditReport
            report={report}
            toDo={
              <AdviceList
                report={report}
                steps={steps}
                act={open ? (signal) => <CheckSignal entryId={entryId} signal={signal} /> : undefined}
              />
            }
          />
        </>
      ) : (
        <Notice>
          <p>{t('noAudit')}</p>
        </Notice>
      )}
    </Page>
  );
}
