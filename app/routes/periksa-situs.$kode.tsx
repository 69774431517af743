import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { askPublicCheck, publicCheckOf, publicChecks } from '#app/audit/public-check.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicCheckText } from '#app/i18n/public-check.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { clientOf } from '#app/identity/client-of.server.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { PublicCheckResult } from '#app/ui/public-check-result.tsx';
import styles from '#app/ui/styles/publication.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

export const handle = { scripts: false };
export const links = () => [styles, whyStyles].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'description', content: data?.description },
  { name: 'robots', content: 'noindex' },
];

/** One site; it does not exist for the public while the check is not allowed or closed. */
async function openSite(code: string | undefined) {
  const allowed = await publicChecks();
  const site = allowed?.open ? await publicCheckOf(allowed.contestId, code ?? '') : null;
  if (!site) throw notFound();
  return site;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { name, url, check } = await openSite(params.kode);
  const t = text(publicCheckText, await readLocale(request));
  return { title: t('of', { name }), description: t('description'), url, check };
}

export async function action({ request, params }: ActionFunctionArgs) {
  await openSite(params.kode);
  const code = params.kode ?? '';
  const asked = await askPublicCheck(code, clientOf(request));
  if (asked.done) return redirect(paths.publicCheck(code));
  const locale = await readLocale(request);
  const t = text(publicCheckText, locale);
  if (asked.why === 'too-many') return data({ error: t('refused_too-many', { n: asked.minutes }) }, { status: 429 });
  if (asked.why === 'too-soon')
    return data({ error: t('refused_too-soon', { time: formatTime(asked.from, locale) }) }, { status: 429 });
  return data({ error: t(`refused_${asked.why}`) }, { status: asked.why === 'busy' ? 429 : 409 });
}

export default function PublicCheckPage() {
  const { title, url, check } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(publicCheckText);
  const busy = check !== null && check.state !== 'done';
  return (
    <Page>
      <PageHeader title={title} lead={url}>
        <ButtonLink to={paths.publicChecks()} kind="quiet" reload>
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {refused ? (
        <Notice tone="danger" live title={t('refused')}>
          <p>{refused.error}</p>
        </Notice>
      ) : null}
      {check && check.state !== 'done' ? (
        <section className="card" aria-live="polite">
          <p>{t(`state_${check.state}`)}</p>
          <div>
            <ButtonLink to="" reload>
              {t('reload')}
            </ButtonLink>
          </div>
        </section>
      ) : null}
      {check && check.state === 'done' ? <PublicCheckResult check={check} /> : null}
      {busy ? null : (
        <form method="post" className="card no-print">
          <p className="muted measure">{t('askLead')}</p>
          <div>
            <Button kind={check ? 'plain' : 'primary'}>{t(check ? 'askAgain' : 'ask')}</Button>
          </div>
        </form>
      )}
    </Page>
  );
}
