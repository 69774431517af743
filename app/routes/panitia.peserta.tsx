import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { Fragment } from 'react';
import { auditBoard } from '#app/audit/board.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { listEntries } from '#app/contest/entries.server.ts';
import { listIsOpen } from '#app/contest/import.server.ts';
import { categoriesText } from '#app/i18n/categories.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { AuditBadge } from '#app/ui/audit-badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import { TableBox } from '#app/ui/table-box.tsx';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const t = text(entriesText, await readLocale(request));
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const search = new URL(request.url).searchParams;
  const query = (search.get('cari') ?? '').trim().slice(0, 100);
  const [entries, board] = await Promise.all([listEntries(contest.id), auditBoard(contest)]);
  const audits = new Map(board.map((row) => [row.entryId, row]));
  const rows = entries.map((entry) => ({ ...entry, audit: audits.get(entry.id) ?? null }));
  const wanted = query.toLowerCase();
  const found = rows.filter((row) => `${row.name}\n${row.code}\n${row.url ?? ''}`.toLowerCase().includes(wanted));
  return {
    title: `${t('entriesTitle')}: ${contest.name}`,
    query,
    total: rows.length,
    sites: rows.filter((row) => row.url !== null).length,
    open: listIsOpen(contest.phase),
    groups: [...new Set(found.map((row) => row.category))].map((category) => ({
      category,
      rows: found.filter((row) => row.category === category),
    })),
    imported: ['baru', 'berubah', 'tetap'].map((key) => Number(search.get(key))),
    justImported: search.has('baru'),
    saved: search.has('tersimpan'),
  };
}

export default function Entries() {
  const page = useLoaderData<typeof loader>();
  const t = useText(entriesText);
  const categories = useText(categoriesText);
  const contacts = useText(contactsText);
  const [made, changed, unchanged] = page.imported;
  return (
    <Page>
      <PageHeader title={t('entriesTitle')} lead={t('entriesLead', { n: page.total, sites: page.sites })}>
        <ButtonLink to={paths.channelReports()}>{t('channelReports')}</ButtonLink>
        {page.open && page.total > 0 ? (
          <>
            <ButtonLink to={paths.newEntry()}>{t('addEntry')}</ButtonLink>
            <ButtonLink to={paths.importEntries()}>{t('import')}</ButtonLink>
          </>
        ) : null}
        {page.total > 0 ? <ButtonLink to={paths.channelDesk()}>{contacts('title')}</ButtonLink> : null}
        {page.total > 0 ? <ButtonLink to={paths.categories()}>{categories('title')}</ButtonLink> : null}
      </PageHeader>
      {page.justImported ? (
        <Notice tone="success" live>
          <p>{t('importDone', { new: made ?? 0, changed: changed ?? 0, unchanged: unchanged ?? 0 })}</p>
        </Notice>
      ) : page.saved ? (
        <Notice tone="success" live>
          <p>{t('saved')}</p>
        </Notice>
      ) : null}
      {page.open ? null : (
        <Notice>
          <p>{t('listClosed')}</p>
        </Notice>
      )}
      {page.total === 0 ? (
        <div className="card">
          <h2>{t('entriesEmptyTitle')}</h2>
          <p className="measure">{t('entriesEmptyBody')}</p>
          <div className="row">
            <ButtonLink to={paths.importEntries()} kind="primary">
              {t('import')}
            </ButtonLink>
            <ButtonLink to={paths.newEntry()}>{t('addEntry')}</ButtonLink>
          </div>
        </div>
      ) : (
        <>
          <Form method="get" className="search" role="search">
            <Field label={t('search')} name="cari" type="search" defaultValue={page.query} key={page.query} />
            <Button>{t('searchDo')}</Button>
            {page.query ? (
              <ButtonLink to={paths.entries()} kind="quiet">
                {t('showAll')}
              </ButtonLink>
            ) : null}
          </Form>
          {page.groups.length === 0 ? <p>{t('searchNone', { q: page.query })}</p> : <Table groups={page.groups} />}
        </>
      )}
    </Page>
  );
}

type Groups = ReturnType<typeof useLoaderData<typeof loader>>['groups'];

function Table({ groups }: { groups: Groups }) {
  const t = useText(entriesText);
  return (
    <TableBox label={t('entriesTitle')}>
      <table className="table table--cards">
        <thead>
          <tr>
            <th scope="col">{t('colName')}</th>
            <th scope="col">{t('colSite')}</th>
            <th scope="col">{t('colAudit')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ category, rows }) => (
            <Fragment key={category}>
              <tr className="group">
                <th scope="rowgroup" colSpan={3}>
                  {category} ({rows.length})
                </th>
              </tr>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={paths.entry(row.id)} className="cell-name">
                      {row.name}
                    </Link>{' '}
                    <span className="small muted">{row.code}</span>{' '}
                    {row.outsideRanking ? <Badge>{t('outside')}</Badge> : null}
                  </th>
                  <td className="cell-site">
                    {row.url ? (
                      <a href={row.url} target="_blank" rel="noreferrer noopener">
                        {row.url}
                      </a>
                    ) : (
                      <span className="muted">{t('noSite')}</span>
                    )}
                  </td>
                  <td>{row.audit && row.url ? <AuditBadge row={row.audit} /> : null}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
