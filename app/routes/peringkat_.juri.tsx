import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatPoints } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { roomText } from '#app/i18n/room.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { askAside } from '#app/publication/compute-aside.server.ts';
import { agreementOf, judgeCards } from '#app/publication/judge-cards.ts';
import { tallyInRoom } from '#app/publication/room.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { JudgeCard } from '#app/ui/judge-card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Figure, Page, PageHeader } from '#app/ui/page.tsx';
import { RoomNav } from '#app/ui/room-nav.tsx';
import styles from '#app/ui/styles/publication.css?url';
import { useLive } from '#app/ui/use-live.ts';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });

export async function loader({ request }: LoaderFunctionArgs) {
  const { tally } = await tallyInRoom(request);
  const { results, dataset } = tally;
  const habits = await askAside('habits', dataset);
  const nameOf = new Map([...tally.judgeCodes].map(([id, code]) => [code, tally.judgeNames.get(id) ?? code]));
  const entryOf = new Map(tally.entries.map((entry) => [entry.id, { entryId: entry.entryId, name: entry.name }]));
  const alpha = results.reliability?.krippendorffAlpha.interval ?? null;
  return {
    title: text(roomText, await readLocale(request))('judgesTitle'),
    alpha,
    agreement: agreementOf(alpha),
    comparable: results.graph?.components === 1,
    groups: results.graph?.components ?? 0,
    cards: judgeCards(results.judges ?? [], habits, nameOf, entryOf),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Judges() {
  const { title, alpha, agreement, comparable, groups, cards } = useLoaderData<typeof loader>();
  const t = useText(roomText);
  const locale = useLocale();
  useLive(true);
  const widest = Math.max(0, ...cards.map(({ effect }) => Math.abs(effect ?? 0)));
  const spreads = cards.flatMap(({ spread }) => spread ?? []);
  const usual = spreads.length > 0 ? spreads.reduce((sum, each) => sum + each, 0) / spreads.length : null;
  return (
    <Page>
      <RoomNav />
      <PageHeader title={title} lead={t('judgesLead')}>
        <ButtonLink to={paths.roomExport()} reload>
          {t('exportAll')}
        </ButtonLink>
      </PageHeader>
      <section className="card" aria-labelledby="kesepakatan">
        <h2 id="kesepakatan">{t('agreementTitle')}</h2>
        <Figure value={formatPoints(alpha, locale)} label={t('alpha')} />
        <p className="measure">{t(`agreement_${agreement}`)}</p>
      </section>
      {comparable || cards.length === 0 ? null : <Notice tone="warning">{t('notComparable', { n: groups })}</Notice>}
      {cards.length === 0 ? <Notice>{t('noJudges')}</Notice> : null}
      <div className="grid grid--wide">
        {cards.map((card) => (
          <JudgeCard key={card.code} card={card} widest={widest} usual={usual} />
        ))}
      </div>
    </Page>
  );
}
