import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { formatTime } from '#app/i18n/format.ts';
import { lettersText } from '#app/i18n/letters.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { listLetters, sendAgain } from '#app/identity/letters.server.ts';
import { isMailOn } from '#app/identity/mail.server.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { TableBox } from '#app/ui/table-box.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const rows = await listLetters();
  return {
    title: text(lettersText, locale)('title'),
    isOn: isMailOn(),
    again: new URL(request.url).searchParams.has('lagi'),
    rows: rows.map(({ id, kind, toName, toEmail, state, tries, error, createdAt, sentAt }) => ({
      id,
      kind,
      toName,
      toEmail,
      state,
      tries,
      error,
      time: formatTime(sentAt ?? createdAt, locale),
    })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const id = z.uuid().safeParse((await request.formData()).get('surat'));
  if (!id.success || !(await sendAgain(id.data, viewer.userId))) throw notFound();
  return redirect(`${paths.letters()}?lagi`);
}

const tones = { queued: 'info', sending: 'warning', sent: 'success', failed: 'danger', dropped: 'neutral' } as const;

export default function Letters() {
  const { rows, isOn, again } = useLoaderData<typeof loader>();
  const t = useText(lettersText);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {again ? (
        <Notice tone="success" live>
          <p>{t('againDone')}</p>
        </Notice>
      ) : null}
      {isOn ? null : (
        <Notice title={t('off')}>
          <p>{t('offLead')}</p>
        </Notice>
      )}
      {rows.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <TableBox label={t('title')}>
          <table className="table">
            <caption className="visually-hidden">{t('title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('to')}</th>
                <th scope="col">{t('about')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('time')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.toName}
                    <div className="small muted">{row.toEmail}</div>
                  </th>
                  <td>{t(`kind_${row.kind}`)}</td>
                  <td>
                    <Badge tone={tones[row.state]}>{t(`state_${row.state}`)}</Badge>
                    {row.error ? (
                      <div className="small muted">{t('tries', { n: row.tries, error: row.error })}</div>
                    ) : null}
                  </td>
                  <td>{row.time}</td>
                  <td>
                    {row.state === 'failed' || row.state === 'sending' ? (
                      <Form method="post">
                        <Button name="surat" value={row.id} aria-label={t('againOf', { name: row.toName })}>
                          {t('again')}
                        </Button>
                      </Form>
                    ) : null}
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
