import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { publicChannels, reportChannel, reportReasons } from '#app/contest/channel-reports.server.ts';
import { channels } from '#app/contest/channels.ts';
import { contestText } from '#app/i18n/contest.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicText } from '#app/i18n/public.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { clientOf } from '#app/identity/client-of.server.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

export async function loader({ params, request }: LoaderFunctionArgs) {
  const agency = (await publicChannels()).find(({ code }) => code === params.kode);
  if (!agency) throw notFound();
  const t = text(publicText, await readLocale(request));
  return {
    title: t('reportOf', { name: agency.name }),
    code: agency.code,
    channels: agency.channels.map(({ channel, value }) => ({ channel, value })),
    reasons: reportReasons,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'robots', content: 'noindex' },
];

const schema = z.object({ kanal: z.enum(channels), keadaan: z.enum(reportReasons) });

export async function action({ params, request }: ActionFunctionArgs) {
  const t = text(publicText, await readLocale(request));
  const sent = Object.fromEntries(await request.formData());
  const parsed = schema.safeParse(sent);
  const typed = { channel: String(sent.kanal ?? ''), reason: String(sent.keadaan ?? '') };
  if (!parsed.success) return data({ error: t('reportChoose'), typed }, { status: 422 });
  const { kanal, keadaan } = parsed.data;
  const outcome = await reportChannel(params.kode ?? '', kanal, keadaan, clientOf(request));
  if (outcome.done) return redirect(`${paths.channels()}?terima`);
  if (outcome.why === 'gone') return data({ error: t('reportGone'), typed }, { status: 409 });
  return data({ error: t('reportTooMany', { n: outcome.minutes }), typed }, { status: 429 });
}

export default function ReportChannel() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(publicText);
  const c = useText(contestText);
  return (
    <Page narrow>
      <PageHeader title={page.title} lead={t('reportLead')} />
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.error}</p>
        </Notice>
      ) : null}
      <form method="post" className="card">
        <fieldset className="choices stack stack--tight">
          <legend>{t('reportChannel')}</legend>
          {page.channels.map(({ channel, value }) => (
            <label className="check" key={channel}>
              <input
                type="radio"
                name="kanal"
                value={channel}
                required
                defaultChecked={refused?.typed.channel === channel}
              />
              <span>
                {c(`channel_${channel}`)}: {value}
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset className="choices stack stack--tight">
          <legend>{t('reportReason')}</legend>
          {page.reasons.map((reason) => (
            <label className="check" key={reason}>
              <input
                type="radio"
                name="keadaan"
                value={reason}
                required
                defaultChecked={refused?.typed.reason === reason}
              />
              <span>{t(`reason_${reason}`)}</span>
            </label>
          ))}
        </fieldset>
        <div className="row">
          <Button kind="primary">{t('send')}</Button>
          <ButtonLink to={paths.channels()} reload>
            {t('toChannels')}
          </ButtonLink>
        </div>
      </form>
    </Page>
  );
}
