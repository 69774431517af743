import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { rulingsText } from '#app/i18n/rulings.ts';
import { standingText } from '#app/i18n/standing.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { driftTable } from '#app/judging/drift.server.ts';
import { DriftSection } from '#app/judging/standing/drift.tsx';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const title = text(standingText, await readLocale(request))('title');
  const contest = await currentContest();
  return { title, drift: contest ? await driftTable(contest.id) : null };
}

export default function Corrections() {
  const { title, drift } = useLoaderData<typeof loader>();
  const t = useText(standingText);
  const r = useText(rulingsText);
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')}>
        <ButtonLink to={paths.judgingMonitor()}>{r('judging')}</ButtonLink>
      </PageHeader>
      {drift ? <DriftSection table={drift} /> : <Notice>{t('noContest')}</Notice>}
    </Page>
  );
}
