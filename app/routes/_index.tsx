import { type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { publicChecks } from '#app/audit/public-check.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicCheckText } from '#app/i18n/public-check.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { welcomeText } from '#app/i18n/welcome.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { homeOf, paths } from '#app/paths.ts';
import { publicView } from '#app/publication/public-view.ts';
import { releasedOf, releasedYears } from '#app/publication/released.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { Page } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
// The page carries the viewer's language: a shared cache must not keep it.
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** What the contest is; of results only what was released. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request);
  if (viewer) throw redirect(homeOf(viewer.role));
  const [latest] = await releasedYears();
  const released = latest ? await releasedOf(latest.year) : null;
  const view = released && publicView(released.snapshot.dataset);
  const first = view?.categories.flatMap(({ name, winners }) =>
    winners
      .filter(({ categoryRank, heldBack }) => categoryRank === 1 && heldBack === null)
      .map((winner) => ({ id: winner.id, category: name, name: winner.name })),
  );
  const t = text(welcomeText, await readLocale(request));
  return {
    description: t('description'),
    checks: (await publicChecks())?.open ?? false,
    latest: released && {
      year: released.year,
      contest: view?.contestName ?? '',
      first: first ?? [],
      hash: view?.hash ?? '',
    },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  ...matches.flatMap((match) => match.meta),
  { name: 'description', content: data?.description },
];

export default function Welcome() {
  const { latest, checks } = useLoaderData<typeof loader>();
  const p = useText(publicCheckText);
  const t = useText(welcomeText);
  return (
    <Page>
      <Hero eyebrow={latest?.contest || t('eyebrow')} title={t('title')} lead={t('lead')}>
        {latest ? (
          <>
            <ButtonLink to={paths.resultsOf(latest.year)} kind="primary" reload>
              {t('seeResults', { year: latest.year })}
            </ButtonLink>
            <ButtonLink to={paths.results()} reload>
              {t('otherYears')}
            </ButtonLink>
          </>
        ) : (
          <div>
            <p className="hero__strong">{t('pending')}</p>
            <p className="hero__lead">{t('pendingBody')}</p>
          </div>
        )}
      </Hero>
      {latest && latest.first.length > 0 ? (
        <section className="stack" aria-labelledby="pemenang">
          <h2 id="pemenang">{t('winnersOf', { year: latest.year })}</h2>
          <div className="winners">
            {latest.first.map((winner) => (
              <Link key={winner.id} to={paths.resultsOf(latest.year)} className="card card--link winner" reloadDocument>
                <span className="small muted">{t('place', { category: winner.category })}</span>
                <strong className="winner__name">{winner.name}</strong>
              </Link>
            ))}
          </div>
          <Fingerprint hash={latest.hash} />
        </section>
      ) : null}
      <section className="stack" aria-labelledby="kriteria">
        <h2 id="kriteria">{t('criteria')}</h2>
        <dl className="columns">
          {(['design', 'content', 'operability', 'integration'] as const).map((key) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{t(`${key}Body`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="stack" aria-labelledby="cara">
        <h2 id="cara">{t('how')}</h2>
        <ol className="columns columns--steps">
          {(['measured', 'judged', 'checked'] as const).map((key) => (
            <li key={key}>
              <h3>{t(key)}</h3>
              <p>{t(`${key}Body`)}</p>
            </li>
          ))}
        </ol>
        <div>
          <ButtonLink to={paths.howRanked()} reload>
            {t('howMore')}
          </ButtonLink>{' '}
          {checks ? (
            <ButtonLink to={paths.publicChecks()} reload>
              {p('title')}
            </ButtonLink>
          ) : null}
        </div>
      </section>
    </Page>
  );
}
