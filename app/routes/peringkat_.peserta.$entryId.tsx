import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { roomText } from '#app/i18n/room.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { behindEntry } from '#app/publication/behind.server.ts';
import { askAside } from '#app/publication/compute-aside.server.ts';
import { entryView } from '#app/publication/entry-view.ts';
import { boardOf } from '#app/publication/leaderboard.ts';
import { tallyInRoom } from '#app/publication/room.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EntryIndicator } from '#app/ui/entry-marks.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Figure, Page, PageHeader } from '#app/ui/page.tsx';
import { Points } from '#app/ui/points.tsx';
import { RoomNav } from '#app/ui/room-nav.tsx';
import styles from '#app/ui/styles/publication.css?url';
import why from '#app/ui/styles/why.css?url';
import { useLive } from '#app/ui/use-live.ts';
import { whyRows } from '#app/ui/why-rows.ts';

export const links = () => [styles, why].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });

const nameOf = (signal: string) => (signalIds.includes(signal) ? signalInfo(signal).name : { id: signal });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, tally } = await tallyInRoom(request);
  const locale = await readLocale(request);
  const t = text(roomText, locale);
  const entry = tally.entries.find((each) => each.entryId === params.entryId);
  if (!entry) throw notFound();
  const [parts = null] = await askAside('parts', tally.dataset, [entry.id]);
  const behind = await behindEntry(entry.entryId);
  const row = boardOf(tally, locale, text(publicationText, locale)).rows.find((each) => each.entryId === entry.entryId);
  const ranked = tally.entries.filter((each) => each.rank !== null);
  const at = ranked.indexOf(entry);
  const neighbour = (index: number) => {
    const other = at < 0 ? undefined : ranked[index];
    return other ? { id: other.id, name: other.name } : null;
  };
  const because = new Map(behind.proposals.map((each) => [each.indicator, each.because]));
  return {
    title: t('behindTitle', { name: entry.name }),
    entry: {
      id: entry.id,
      url: entry.url,
      category: entry.category,
      rank: entry.rank,
      categoryRank: entry.categoryRank,
      total: entry.total,
    },
    open: row?.open ?? [],
    aggregate: tally.dataset.method.aggregate,
    severity: parts?.severity ?? null,
    remainder: parts?.remainder ?? null,
    criteria: entryView(tally.rubric, behind, parts, locale).map((criterion) => ({
      ...criterion,
      points: entry.byCriterion[criterion.id] ?? null,
      indicators: criterion.indicators.map((indicator) => ({
        ...indicator,
        why: whyRows(because.get(indicator.id) ?? [], behind.signals, nameOf),
      })),
    })),
    sheetNotes: behind.sheets.flatMap(({ judge, note }) => (note ? [{ judge, note }] : [])),
    auditId: viewer.role === 'organizer' ? behind.auditId : null,
    above: neighbour(at - 1),
    below: neighbour(at + 1),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function BehindTotal() {
  const page = useLoaderData<typeof loader>();
  const t = useText(roomText);
  const { entry, aggregate } = page;
  const { hash } = useLocation();
  useLive(true);
  // Who comes from a comparison wants this one indicator.
  useEffect(() => {
    const element = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (element instanceof HTMLDetailsElement) element.open = true;
    element?.scrollIntoView();
  }, [hash]);
  return (
    <Page>
      <RoomNav />
      <PageHeader title={page.title} lead={t('behindLead')}>
        {page.auditId ? <ButtonLink to={paths.audit(page.auditId)}>{t('toAudit')}</ButtonLink> : null}
      </PageHeader>
      <div className="figures card">
        <Figure value={<Points value={entry.total} />} label={t('total')} />
        <Figure value={entry.rank ?? '–'} label={t('rankOf')} />
        <Figure value={entry.categoryRank ?? '–'} label={t('rankInCategory', { category: entry.category })} />
        {aggregate === 'severity-adjusted' && page.severity !== null ? (
          <Figure value={<Points value={page.severity} signed />} label={t('severityPart')} />
        ) : null}
        {(aggregate === 'median' || aggregate === 'trimmed-mean') && page.remainder !== null ? (
          <Figure value={<Points value={page.remainder} signed />} label={t(`remainder_${aggregate}`)} />
        ) : null}
      </div>
      {entry.total === null || page.open.length > 0 ? (
        <Notice tone="warning" title={entry.total === null ? t('noTotal') : undefined}>
          <ul>
            {page.open.map((item) => (
              <li key={item.text}>{item.text}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <div className="row no-print">
        {page.above ? (
          <ButtonLink to={paths.comparison(page.above.id, entry.id)}>
            {t('compareWithAbove', { name: page.above.name })}
          </ButtonLink>
        ) : null}
        {page.below ? (
          <ButtonLink to={paths.comparison(entry.id, page.below.id)}>
            {t('compareWithBelow', { name: page.below.name })}
          </ButtonLink>
        ) : null}
      </div>
      {page.criteria.map((criterion) => (
        <section className="card" key={criterion.id} aria-labelledby={`kriteria-${criterion.id}`}>
          <div className="row row--between">
            <h2 id={`kriteria-${criterion.id}`}>{criterion.name}</h2>
            <span>
              <strong>
                <Points value={criterion.points} />
              </strong>{' '}
              <span className="small muted">{t('weightOf', { weight: criterion.weight })}</span>
            </span>
          </div>
          {criterion.indicators.map(({ why: rows, ...indicator }) => (
            <EntryIndicator key={indicator.id} indicator={indicator} why={rows} />
          ))}
        </section>
      ))}
      {page.sheetNotes.length > 0 ? (
        <section className="card" aria-labelledby="catatan-lembar">
          <h2 id="catatan-lembar">{t('sheetNotes')}</h2>
          <dl className="facts">
            {page.sheetNotes.map(({ judge, note }) => [
              <dt key={judge}>{judge}</dt>,
              <dd key={`${judge} ${note}`}>{note}</dd>,
            ])}
          </dl>
        </section>
      ) : null}
    </Page>
  );
}
