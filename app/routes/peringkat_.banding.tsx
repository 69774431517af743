import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { formatPoints } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { roomText } from '#app/i18n/room.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { askAside } from '#app/publication/compute-aside.server.ts';
import { gapView } from '#app/publication/gap-view.ts';
import { tallyInRoom } from '#app/publication/room.server.ts';
import { roundForDisplay } from '#app/scoring/round.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { GapTable } from '#app/ui/gap-table.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { RoomNav } from '#app/ui/room-nav.tsx';
import styles from '#app/ui/styles/publication.css?url';
import { useLive } from '#app/ui/use-live.ts';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });

/** Entries are named by their ids in the dataset; whoever has the higher total comes first, whatever was asked. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { tally } = await tallyInRoom(request);
  const locale = await readLocale(request);
  const t = text(roomText, locale);
  const search = new URL(request.url).searchParams;
  const asked = [search.get('a'), search.get('b')];
  const scored = tally.entries.filter((entry) => entry.total !== null);
  const choices = scored.map(({ id, name, rank }) => ({ id, name, rank }));
  const none = { title: t('gapChoose'), asked, choices, found: null };
  if (!asked[0] && !asked[1]) return { ...none, problem: null };
  const chosen = scored
    .filter((entry) => asked.includes(entry.id))
    .sort((x, y) => (y.total ?? 0) - (x.total ?? 0) || (x.rank ?? 0) - (y.rank ?? 0));
  const [first, second] = chosen;
  if (!first || !second) return { ...none, problem: t(asked[0] === asked[1] ? 'gapSame' : 'gapUnknown') };
  const [ofFirst, ofSecond] = await askAside('parts', tally.dataset, [first.id, second.id]);
  if (!ofFirst || !ofSecond) return { ...none, problem: t('gapUnknown') };
  const view = gapView(
    tally.rubric,
    tally.dataset,
    { id: first.id, parts: ofFirst },
    { id: second.id, parts: ofSecond },
    locale,
  );
  const names = { a: first.name, b: second.name };
  const side = ({ entryId, name }: typeof first, total: number) => ({ entryId, name, total });
  return {
    title: t(first.rank === second.rank && first.rank !== null ? 'gapTitleEqual' : 'gapTitle', names),
    asked: [first.id, second.id],
    choices,
    problem: null,
    found: {
      view,
      aggregate: tally.dataset.method.aggregate,
      ordered:
        tally.dataset.tieDecisions?.find(
          ({ outcome, entries }) => outcome === 'order' && entries.includes(first.id) && entries.includes(second.id),
        )?.reason ?? null,
      a: side(first, ofFirst.total),
      b: side(second, ofSecond.total),
    },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** So many indicators are named in the sentence. */
const NAMED = 3;

export default function WhyAbove() {
  const { title, asked, choices, problem, found } = useLoaderData<typeof loader>();
  const t = useText(roomText);
  const locale = useLocale();
  useLive(true);
  const signed = (value: number) => {
    const rounded = roundForDisplay(value, 2);
    return `${rounded > 0 ? '+' : ''}${formatPoints(rounded, locale)}`;
  };
  const largest = found
    ? found.view.criteria
        .flatMap((criterion) => criterion.rows)
        .filter((row) => row.difference !== 0)
        .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference))
        .slice(0, NAMED)
    : [];
  return (
    <Page>
      <RoomNav />
      <PageHeader
        title={title}
        lead={
          found ? t('gapLead', { gap: formatPoints(roundForDisplay(found.view.gap, 2), locale) }) : t('gapChooseLead')
        }
      />
      {problem ? <Notice tone="warning" title={problem} /> : null}
      <Form method="get" className="row row--end no-print" key={asked.join(' ')}>
        {(['a', 'b'] as const).map((name, at) => (
          <SelectField key={name} label={t(at === 0 ? 'first' : 'second')} name={name} defaultValue={asked[at] ?? ''}>
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.rank === null ? choice.name : `${choice.rank}. ${choice.name}`}
              </option>
            ))}
          </SelectField>
        ))}
        <Button>{t('compare')}</Button>
      </Form>
      {found ? (
        <>
          {largest.length > 0 ? (
            <p className="measure">
              {t('largest', {
                list: largest.map((row) => `${row.id} ${row.name} (${signed(row.difference)})`).join('; '),
              })}
            </p>
          ) : null}
          {found.ordered === null ? null : <Notice>{t('orderedBecause', { reason: found.ordered })}</Notice>}
          <GapTable view={found.view} a={found.a} b={found.b} aggregate={found.aggregate} />
          <p className="small muted">
            {t('rounding')} <span className="no-print">{t('print')}</span>
          </p>
        </>
      ) : null}
    </Page>
  );
}
