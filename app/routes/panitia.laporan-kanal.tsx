import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { closeReports, openReports } from '#app/contest/channel-reports.server.ts';
import { type Channel, channels } from '#app/contest/channels.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatDate } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicText } from '#app/i18n/public.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { TableBox } from '#app/ui/table-box.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const day = (value: string | null) => (value ? formatDate(`${value}T00:00:00+07:00`, locale) : '');
  const rows = await openReports();
  return {
    title: text(publicText, locale)('reports'),
    closed: new URL(request.url).searchParams.has('tutup'),
    rows: rows.map(({ from, to, channel, ...row }) => ({
      ...row,
      channel: channel as Channel,
      from: day(from),
      to: day(to),
    })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const sent = z
    .object({ opd: z.uuid(), kanal: z.enum(channels) })
    .safeParse(Object.fromEntries(await request.formData()));
  if (!sent.success) throw notFound();
  await closeReports(sent.data.opd, sent.data.kanal, viewer.userId);
  return redirect(`${paths.channelReports()}?tutup`);
}

export default function ChannelReports() {
  const { rows, closed } = useLoaderData<typeof loader>();
  const t = useText(publicText);
  const c = useText(contestText);
  return (
    <Page>
      <PageHeader title={t('reports')} lead={t('reportsLead')}>
        <ButtonLink to={paths.channels()} reload>
          {t('channels')}
        </ButtonLink>
      </PageHeader>
      {closed ? (
        <Notice tone="success" live>
          <p>{t('closed')}</p>
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <Notice>
          <p>{t('reportsNone')}</p>
        </Notice>
      ) : (
        <TableBox label={t('reports')}>
          <table className="table">
            <caption className="visually-hidden">{t('reports')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('agency')}</th>
                <th scope="col">{t('channel')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col" className="number">
                  {t('reportsCount')}
                </th>
                <th scope="col">{t('reportsSince')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.agencyId} ${row.channel} ${row.reason}`}>
                  <th scope="row">{row.entryId ? <Link to={paths.entry(row.entryId)}>{row.name}</Link> : row.name}</th>
                  <td>
                    {c(`channel_${row.channel}`)}: {row.value}
                  </td>
                  <td>{t(`reason_${row.reason}`)}</td>
                  <td className="number">{row.count}</td>
                  <td>{row.from === row.to ? row.from : t('reportsBetween', { from: row.from, to: row.to })}</td>
                  <td>
                    <Form method="post">
                      <input type="hidden" name="opd" value={row.agencyId} />
                      <Button
                        name="kanal"
                        value={row.channel}
                        aria-label={t('closeOf', { channel: c(`channel_${row.channel}`), name: row.name })}
                      >
                        {t('close')}
                      </Button>
                    </Form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Page>
  );
}
