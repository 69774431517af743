import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { letterItems } from '#app/audit/letter.ts';
import { requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { reportOf } from '#app/audit/report-view.server.ts';
import { letterText } from '#app/i18n/letter.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Letter } from '#app/ui/letter.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/opd.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const addressees = z.enum(['hosting', 'diskominfo']);

/** What the own site's report asks of somebody else, as a letter. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { entry } = await requireOwnEntry({ request, params });
  const asked = addressees.safeParse(params.kepada);
  const report = entry.auditId ? await reportOf(entry.auditId, 'webmaster') : null;
  if (!asked.success || !report) throw notFound();
  const to = asked.data;
  const t = text(letterText, await readLocale(request));
  const { entryName, url, finishedAt, failure, outcome } = report;
  return {
    title: t('title', { to: t(`lead_${to}`) }),
    entryId: entry.entryId,
    to,
    letter: { entryName, url, finishedAt, failure: outcome === 'failed' ? failure : null },
    items: letterItems(report, to),
  };
}

export default function OwnLetter() {
  const { title, entryId, to, letter, items } = useLoaderData<typeof loader>();
  const t = useText(letterText);
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('howTo')}>
        <ButtonLink to={paths.webmasterEntry(entryId)} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      <Letter to={to} letter={letter} items={items} />
    </Page>
  );
}
