import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ownEntries } from '#app/audit/own-entry.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { objectionsAreOpen } from '#app/contest/phases.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { opdText } from '#app/i18n/opd.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['webmaster']);
  const own = await ownEntries(viewer.agencyIds);
  const contest = await currentContest();
  const objections = contest !== null && objectionsAreOpen(contest.phase);
  return { title: text(opdText, await readLocale(request))('title'), own, objections };
}

export default function OwnSites() {
  const { own, objections } = useLoaderData<typeof loader>();
  const t = useText(opdText);
  const w = useText(webmastersText);
  const o = useText(objectionsText);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')}>
        <ButtonLink to={paths.webmasterPeople()}>{w('ownTitle')}</ButtonLink>
      </PageHeader>
      {own === null ? (
        <Notice title={t('noContest')}>
          <p>{t('noContestBody')}</p>
        </Notice>
      ) : own.entries.length === 0 ? (
        <Notice title={t('none')}>
          <p>{t('noneBody')}</p>
        </Notice>
      ) : (
        <section className="stack">
          <p className="muted">{own.name}</p>
          {own.entries.map((entry) => (
            <article className="card" key={entry.entryId}>
              <div className="row row--between">
                <h2>{entry.name}</h2>
                {entry.url ? (
                  <Badge tone={entry.auditId ? 'success' : 'neutral'}>{t(entry.auditId ? 'ready' : 'waiting')}</Badge>
                ) : null}
              </div>
              <p className="muted">{entry.url ?? t('noSite')}</p>
              {entry.url ? (
                <div className="row">
                  <ButtonLink to={paths.webmasterEntry(entry.entryId)} kind="primary">
                    {t('open')}
                  </ButtonLink>
                  {objections ? (
                    <ButtonLink to={paths.webmasterObjections(entry.entryId)}>{o('toWindow')}</ButtonLink>
                  ) : null}
                </div>
              ) : null}
            </article>
          ))}
        </section>
      )}
    </Page>
  );
}
