import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { exportsText } from '#app/i18n/exports.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { publicView } from '#app/publication/public-view.ts';
import { releasedOf } from '#app/publication/release.server.ts';
import { yearOf } from '#app/publication/year.ts';
import { BoardTable } from '#app/ui/board-table.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { Page } from '#app/ui/page.tsx';
import { Podium } from '#app/ui/podium.tsx';
import { Points } from '#app/ui/points.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
// The page carries the viewer's name and language: a shared cache must not keep it.
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** Reads the released snapshot and nothing else. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const year = yearOf(params.tahun);
  const released = year === null ? null : await releasedOf(year);
  if (!released) throw notFound();
  const locale = await readLocale(request);
  return {
    year: released.year,
    title: text(publicationText, locale)('resultsOf', { year: released.year }),
    description: text(publicationText, locale)('description', { year: released.year }),
    releasedAt: formatTime(released.releasedAt, locale),
    view: publicView(released.snapshot.dataset),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'description', content: data?.description },
];

export default function PublicResults() {
  const { year, releasedAt, view } = useLoaderData<typeof loader>();
  const t = useText(publicationText);
  const exported = useText(exportsText);
  const locale = useLocale();
  const criteria = view.criteria.map((each) => ({ ...each, name: localized(each.name, locale) }));
  const band = (name: { id: string; en?: string | undefined } | null) => (name ? localized(name, locale) : null);
  const everyone = view.categories.flatMap(({ entries }) => entries);
  const nameOf = new Map(everyone.map((entry) => [entry.id, entry.name]));
  const ranked = everyone.filter((entry) => entry.rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const first = ranked.filter((entry) => entry.rank === 1);
  const champions = first.filter((entry) => entry.heldBack === null);
  const note = { noSite: t('noSite'), outside: t('outside'), ranked: null };
  const ordered = (entry: { ordered: boolean }) => (entry.ordered ? t('tieOrderedShort') : null);
  const barred = ({ heldBack }: Pick<(typeof everyone)[number], 'heldBack'>) =>
    heldBack && t('heldBack', { reason: heldBack.reason ?? t('heldBackUndecided') });
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
        <ButtonLink to={paths.resultsDataset(year)} reload>
          {t('download')}
        </ButtonLink>
        {(['xlsx', 'csv'] as const).map((kind) => (
          <ButtonLink key={kind} to={paths.resultsTable(year, kind)} reload>
            {exported(kind)}
          </ButtonLink>
        ))}
      </Hero>
      {first.length > 0 ? (
        <section className="card champion" aria-labelledby="juara">
          <h2 id="juara">{t('champion')}</h2>
          {champions.map((entry) => (
            <div className="row row--between" key={entry.id}>
              <span className="champion__name">{entry.name}</span>
              <span className="champion__name">
                <Points value={entry.total} decimals={view.decimals} />
              </span>
            </div>
          ))}
          {first
            .filter((entry) => entry.heldBack !== null)
            .map((entry) => (
              <p key={entry.id}>
                {t('placeUnheld')} {entry.name}: {barred(entry)}
              </p>
            ))}
        </section>
      ) : null}
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
            rows={category.entries.map((entry) => ({
              ...entry,
              rank: entry.categoryRank,
              band: band(entry.bandName),
              sharedWith: entry.categoryTiedWith.map((id) => nameOf.get(id) ?? id),
              note: barred(entry) ?? ordered(entry) ?? note[entry.standing],
            }))}
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
          rows={ranked.map((entry) => ({
            ...entry,
            band: band(entry.bandName),
            sharedWith: entry.tiedWith.map((id) => nameOf.get(id) ?? id),
            note: barred(entry) ?? ordered(entry),
          }))}
        />
      </section>
      <section className="card" aria-labelledby="cara">
        <h2 id="cara">{t('method')}</h2>
        <ul className="reasons measure">
          <li>{t('methodWeights', { weights: criteria.map((each) => `${each.name} ${each.weight}`).join(', ') })}</li>
          <li>{t('methodJudges')}</li>
          <li>{t('methodWeighed')}</li>
          <li>{t(`method_${view.aggregate}`)}</li>
          <li>{t('methodOpen')}</li>
          <li>{t('methodBands')}</li>
          <li>{t('methodTies', { order: view.tieBreak.map((name) => localized(name, locale)).join(', ') })}</li>
          {view.tieDecisions.map(({ outcome, names, reason }) => (
            <li key={names.join('; ')}>
              {t(outcome === 'order' ? 'tieOrdered' : 'tieShared', { order: names.join(', '), reason })}
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="periksa">
        <h2 id="periksa">{t('check')}</h2>
        <p className="measure">{t('checkBody')}</p>
        <dl className="facts">
          <dt>{t('hashLong')}</dt>
          <dd>
            <code className="hash">{view.hash}</code>
          </dd>
          <dt>{t('methodVersion')}</dt>
          <dd>
            <code>{view.methodVersion}</code>
          </dd>
        </dl>
      </section>
    </Page>
  );
}
