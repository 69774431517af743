import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { documentsText } from '#app/i18n/documents.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import { readCode, showCode } from '#app/identity/sign-in-code.ts';
import { paths } from '#app/paths.ts';
import { verify } from '#app/publication/documents.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** What a certificate's code stands for. Says the same of a code that never was and of one that is not released. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const typed = (params.kode ?? '').slice(0, 40);
  const code = readCode(typed);
  const found = code ? await verify(code) : null;
  const locale = await readLocale(request);
  const by = found?.supersededBy;
  const page = {
    title: text(documentsText, locale)('verification'),
    code: code ? showCode(code) : typed,
    found,
    inForce: by ? { number: by.number, reason: by.reason, time: formatTime(by.releasedAt, locale) } : null,
  };
  return data(page, { status: found ? 200 : 404 });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Verification() {
  const { title, code, found, inForce } = useLoaderData<typeof loader>();
  const t = useText(documentsText);
  const v = useText(versionsText);
  if (!found)
    return (
      <Page>
        <PageHeader title={title} />
        <Notice tone="danger" title={t('unknown')}>
          <p>{t('unknownLead', { code })}</p>
        </Notice>
      </Page>
    );
  const versions = { n: found.version, now: inForce?.number ?? '', time: inForce?.time ?? '' };
  const reason = inForce?.reason ? <p>{v('why', { reason: inForce.reason })}</p> : null;
  return (
    <Page>
      <PageHeader title={title} />
      {found.standing === 'revoked' ? (
        <Notice tone="danger" title={v('revoked')}>
          <p>{v('revokedBody', { code, ...versions })}</p>
          {reason}
        </Notice>
      ) : (
        <Notice tone="success" title={t('genuine')}>
          <p>{t('genuineLead', { code })}</p>
          {found.standing === 'confirmed' ? <p>{v('confirmedBody', versions)}</p> : null}
        </Notice>
      )}
      <section className="card" aria-labelledby="penerima">
        <h2 id="penerima">{found.entryName}</h2>
        <dl className="facts">
          <dt>{t('award')}</dt>
          <dd>{found.title}</dd>
          <dt>{t('category')}</dt>
          <dd>{found.category}</dd>
          <dt>{t('contest')}</dt>
          <dd>
            {found.contestName} {found.year}
          </dd>
          <dt>{v('version')}</dt>
          <dd>{found.version}</dd>
          <dt>{t('hash')}</dt>
          <dd>
            <code className="hash">{found.hash}</code>
          </dd>
        </dl>
        {found.standing === 'revoked' ? null : <p className="measure">{t('compare')}</p>}
        <div>
          <ButtonLink to={paths.resultsOf(found.year)} reload>
            {t('toResults', { year: found.year })}
          </ButtonLink>
        </div>
      </section>
    </Page>
  );
}
