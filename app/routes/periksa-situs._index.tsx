import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { publicChecks, publicSites } from '#app/audit/public-check.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicCheckText } from '#app/i18n/public-check.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { publicMeta } from '#app/ui/public-meta.ts';
import styles from '#app/ui/styles/publication.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** Sites of the contest to choose from; no other address can be given. While it is closed not even those. */
export async function loader({ request }: LoaderFunctionArgs) {
  const allowed = await publicChecks();
  if (!allowed) throw notFound();
  const t = text(publicCheckText, await readLocale(request));
  const sites = allowed.open ? await publicSites(allowed.contestId) : [];
  return {
    title: t('title'),
    description: t('description'),
    address: publicOrigin(request) + paths.publicChecks(),
    image: null,
    open: allowed.open,
    categories: [...Map.groupBy(sites, ({ category }) => category)].map(([name, list]) => ({ name, sites: list })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => publicMeta(data);

export default function PublicChecks() {
  const { open, categories } = useLoaderData<typeof loader>();
  const t = useText(publicCheckText);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {open ? null : (
        <Notice title={t('closedTitle')}>
          <p>{t('closed')}</p>
        </Notice>
      )}
      {open && categories.length === 0 ? (
        <Notice>
          <p>{t('none')}</p>
        </Notice>
      ) : null}
      {categories.map((category) => (
        <section className="stack" key={category.name}>
          <h2>{category.name}</h2>
          {category.sites.map(({ code, name, url }) => (
            <article className="card" key={code}>
              <div className="row row--between">
                <div className="row__text">
                  <h3>{name}</h3>
                  <p className="small muted">{url}</p>
                </div>
                <a className="button" href={paths.publicCheck(code)} aria-label={t('openOf', { name })}>
                  {t('open')}
                </a>
              </div>
            </article>
          ))}
        </section>
      ))}
    </Page>
  );
}
