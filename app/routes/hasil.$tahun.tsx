import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { exportsText } from '#app/i18n/exports.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicText } from '#app/i18n/public.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { publicDifference } from '#app/publication/difference.server.ts';
import { embedSnippet } from '#app/publication/feeds.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { publicView } from '#app/publication/public-view.ts';
import { publicDates, releasedAsked } from '#app/publication/released.server.ts';
import { datasetAbout } from '#app/publication/schema-org.ts';
import { matching, queryOf } from '#app/publication/search.ts';
import { hasShareImage } from '#app/publication/share-images.server.ts';
import { versionView } from '#app/publication/version-view.ts';
import { BoardTable } from '#app/ui/board-table.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Champion } from '#app/ui/champion.tsx';
import { ChangeTable } from '#app/ui/change-table.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { HowAndCheck } from '#app/ui/how-and-check.tsx';
import { Page } from '#app/ui/page.tsx';
import { Podium } from '#app/ui/podium.tsx';
import { publicMeta } from '#app/ui/public-meta.ts';
import { SearchForm } from '#app/ui/search-form.tsx';
import styles from '#app/ui/styles/publication.css?url';
import { VersionList, VersionNotes } from '#app/ui/version-notes.tsx';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
// The page carries the viewer's name and language: a shared cache must not keep it.
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** Reads the released snapshot and nothing else. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const released = await releasedAsked(request, params.tahun);
  if (!released) throw notFound();
  const locale = await readLocale(request);
  const t = text(publicationText, locale);
  const origin = publicOrigin(request);
  const whole = (path: string) => origin + path;
  const view = publicView(released.snapshot.dataset);
  const query = queryOf(new URL(request.url).searchParams.get('cari'));
  const description = t('description', { year: released.year });
  const version = versionView(released, locale);
  const addresses = {
    page: whole(paths.resultsOf(released.year, version.linked)),
    data: whole(paths.resultsDataset(released.year, version.linked)),
  };
  return {
    year: released.year,
    title: version.replaces
      ? text(versionsText, locale)('resultsOfVersion', { year: released.year, n: version.number })
      : t('resultsOf', { year: released.year }),
    description,
    address: addresses.page,
    image: (await hasShareImage(released.snapshot.id))
      ? whole(paths.resultsPicture(released.year, version.linked))
      : null,
    noIndex: version.replacedBy !== null,
    version,
    difference: await publicDifference(released),
    about: datasetAbout(view, publicDates(released), description, addresses),
    embed: embedSnippet(whole(paths.embeddedTable(released.year)), view.contestName),
    query,
    releasedAt: formatTime(released.releasedAt, locale),
    view,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => publicMeta(data);

export default function PublicResults() {
  const page = useLoaderData<typeof loader>();
  const { year, releasedAt, view, query, version } = page;
  const v = useText(versionsText);
  const t = useText(publicationText);
  const p = useText(publicText);
  const exported = useText(exportsText);
  const linkOf = (id: string) => paths.scorecard(year, id, version.linked);
  const locale = useLocale();
  const criteria = view.criteria.map((each) => ({ ...each, name: localized(each.name, locale) }));
  const band = (name: { id: string; en?: string | undefined } | null) => (name ? localized(name, locale) : null);
  const everyone = view.categories.flatMap(({ entries }) => entries);
  const nameOf = new Map(everyone.map((entry) => [entry.id, entry.name]));
  const ranked = everyone.filter((entry) => entry.rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const first = ranked.filter((entry) => entry.rank === 1);
  const note = { noSite: t('noSite'), outside: t('outside'), ranked: null };
  const ordered = (entry: { ordered: boolean }) => (entry.ordered ? t('tieOrderedShort') : null);
  const barred = ({ heldBack }: Pick<(typeof everyone)[number], 'heldBack'>) =>
    heldBack && t('heldBack', { reason: heldBack.reason ?? t('heldBackUndecided') });
  const rowOf = (entry: (typeof everyone)[number]) => ({
    ...entry,
    rank: entry.categoryRank,
    band: band(entry.bandName),
    sharedWith: entry.categoryTiedWith.map((id) => nameOf.get(id) ?? id),
    note: barred(entry) ?? ordered(entry) ?? note[entry.standing],
  });
  const found = query ? matching(everyone, query) : [];
  return (
    <Page>
      <Hero
        eyebrow={t('official')}
        title={view.contestName}
        lead={`${t('releasedAt', { time: releasedAt })}. ${t('methodCounts', view.counts)}`}
      >
        <ButtonLink to={paths.howRanked()} reload>
          {t('method')}
        </ButtonLink>
        <ButtonLink to={paths.resultsDataset(year, version.linked)} reload>
          {t('download')}
        </ButtonLink>
        {(['xlsx', 'csv'] as const).map((kind) => (
          <ButtonLink key={kind} to={paths.resultsTable(year, kind, version.linked)} reload>
            {exported(kind)}
          </ButtonLink>
        ))}
      </Hero>
      <VersionNotes version={version} year={year} />
      <SearchForm query={query} address={paths.resultsOf(year)} version={version.linked} />
      {query ? (
        <section className="stack stack--tight" aria-labelledby="temuan">
          <h2 id="temuan">{p(found.length > 0 ? 'found' : 'foundNone', { n: found.length, query })}</h2>
          {found.length > 0 ? (
            <BoardTable
              caption={p('found', { n: found.length, query })}
              criteria={criteria}
              decimals={view.decimals}
              showCategory
              linkOf={linkOf}
              rows={found.map(rowOf)}
            />
          ) : null}
        </section>
      ) : (
        <>
          <Champion first={first} decimals={view.decimals} />
          <section className="stack" aria-labelledby="pemenang">
            <h2 id="pemenang">{t('winners')}</h2>
            <div className="grid grid--wide">
              {view.categories.map((category) => (
                <article className="card" key={category.name}>
                  <h3>{category.name}</h3>
                  <Podium winners={category.winners} decimals={view.decimals} />
                </article>
              ))}
            </div>
          </section>
          {view.categories.map((category) => (
            <section className="stack stack--tight" key={category.name}>
              <h2>{t('allOf', { category: category.name })}</h2>
              <BoardTable
                caption={t('allOf', { category: category.name })}
                criteria={criteria}
                decimals={view.decimals}
                showCategory={false}
                linkOf={linkOf}
                rows={category.entries.map(rowOf)}
              />
            </section>
          ))}
          <section className="stack stack--tight">
            <h2>{t('overallTable')}</h2>
            <BoardTable
              caption={t('overallTable')}
              criteria={criteria}
              decimals={view.decimals}
              showCategory
              linkOf={linkOf}
              rows={ranked.map((entry) => ({
                ...entry,
                band: band(entry.bandName),
                sharedWith: entry.tiedWith.map((id) => nameOf.get(id) ?? id),
                note: barred(entry) ?? ordered(entry),
              }))}
            />
          </section>
        </>
      )}
      {page.difference && version.replaces ? (
        <ChangeTable
          title={v('changes', { n: version.number, old: version.replaces.number })}
          difference={page.difference}
          all={view.counts.entries}
          decimals={view.decimals}
        />
      ) : null}
      <HowAndCheck view={view} version={version.named} />
      <VersionList version={version} year={year} />
      <details className="card fold">
        <summary>{p('embed')}</summary>
        <p className="measure">{p('embedLead')}</p>
        <code className="hash">{page.embed}</code>
      </details>
    </Page>
  );
}
