import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicText } from '#app/i18n/public.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { publicDates, releasedAsked } from '#app/publication/released.server.ts';
import { scorecardAbout } from '#app/publication/schema-org.ts';
import { scorecardView } from '#app/publication/scorecard-view.ts';
import { hasShareImage } from '#app/publication/share-images.server.ts';
import { versionView } from '#app/publication/version-view.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Points } from '#app/ui/points.tsx';
import { publicMeta } from '#app/ui/public-meta.ts';
import { CriterionTable, IndicatorList, IndicatorTable } from '#app/ui/scorecard.tsx';
import styles from '#app/ui/styles/publication.css?url';
import { VersionNotes } from '#app/ui/version-notes.tsx';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** Reads the released snapshot and nothing else. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const released = await releasedAsked(request, params.tahun);
  const card = released && scorecardView(released.snapshot.dataset, params.opd ?? '');
  if (!released || !card) throw notFound();
  const locale = await readLocale(request);
  const t = text(publicText, locale);
  const whole = (path: string) => publicOrigin(request) + path;
  const { id, name } = card.entry;
  const title = t('scorecardOf', { name, year: released.year });
  const version = versionView(released, locale);
  const page = whole(paths.scorecard(released.year, id, version.linked));
  return {
    year: released.year,
    title,
    description: t('scorecardDescription', { name, contest: card.contestName, year: released.year }),
    address: page,
    image: (await hasShareImage(released.snapshot.id, id))
      ? whole(paths.scorecardPicture(released.year, id, version.linked))
      : null,
    noIndex: version.replacedBy !== null,
    version,
    about: scorecardAbout(card, publicDates(released), title, {
      page,
      data: whole(paths.resultsDataset(released.year, version.linked)),
    }),
    releasedAt: formatTime(released.releasedAt, locale),
    card,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => publicMeta(data);

export default function Scorecard() {
  const { year, releasedAt, card, version } = useLoaderData<typeof loader>();
  const t = useText(publicText);
  const p = useText(publicationText);
  const locale = useLocale();
  const { entry } = card;
  const place = { n: entry.categoryRank ?? '–', all: card.rivals, names: card.sharedWith.join(', ') };
  return (
    <Page>
      <Hero
        eyebrow={`${t('scorecard')} · ${card.contestName}`}
        title={entry.name}
        lead={`${entry.category}. ${p('releasedAt', { time: releasedAt })}.`}
      >
        <ButtonLink to={paths.resultsOf(year, version.linked)} reload>
          {t('backToResults', { year })}
        </ButtonLink>
      </Hero>
      <VersionNotes version={version} year={year} />
      {entry.total === null ? (
        <Notice title={t('notScored')}>
          <p>{t('notScoredBody')}</p>
        </Notice>
      ) : (
        <section className="card" aria-label={t('total')}>
          <p className="scorecard__total">
            <Points value={entry.total} decimals={card.decimals} />
          </p>
          <dl className="facts">
            <dt>{t('band')}</dt>
            <dd>{entry.bandName ? localized(entry.bandName, locale) : '–'}</dd>
            <dt>{t('place', { category: entry.category })}</dt>
            <dd>
              {entry.standing === 'outside'
                ? p('outside')
                : t(card.sharedWith.length > 0 ? 'placeShared' : 'placeOf', place)}
            </dd>
            {entry.url ? (
              <>
                <dt>{t('site')}</dt>
                <dd>
                  <a href={entry.url} rel="noreferrer">
                    {entry.url}
                  </a>
                </dd>
              </>
            ) : null}
          </dl>
          {entry.heldBack ? <p>{p('heldBack', { reason: entry.heldBack.reason ?? p('heldBackUndecided') })}</p> : null}
        </section>
      )}
      {entry.total === null ? null : (
        <>
          <CriterionTable card={card} />
          <div className="grid grid--wide">
            <IndicatorList title={t('highs')} none={t('highsNone')} rows={card.highs} />
            <IndicatorList title={t('lows')} lead={t('lowsLead')} none={t('lowsNone')} rows={card.lows} />
          </div>
          <IndicatorTable rows={card.indicators} />
        </>
      )}
      <Fingerprint hash={card.hash} version={version.named} />
    </Page>
  );
}
