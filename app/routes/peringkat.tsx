import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { exportsText } from '#app/i18n/exports.ts';
import { formatClock } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { roomText } from '#app/i18n/room.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { boardOf } from '#app/publication/leaderboard.ts';
import { enterRoom } from '#app/publication/room.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { NoContest } from '#app/ui/no-contest.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Figure, Page, PageHeader } from '#app/ui/page.tsx';
import { Points } from '#app/ui/points.tsx';
import { RoomClosed } from '#app/ui/room-closed.tsx';
import { RoomNav } from '#app/ui/room-nav.tsx';
import { RoomTable } from '#app/ui/room-table.tsx';
import styles from '#app/ui/styles/publication.css?url';
import { useLive, useOpening } from '#app/ui/use-live.ts';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });

export async function loader({ request }: LoaderFunctionArgs) {
  const { viewer, contest, ownOpen } = await enterRoom(request);
  const locale = await readLocale(request);
  const t = text(publicationText, locale);
  const at = formatClock(new Date(), locale);
  const closed = { title: t('leaderboard'), board: null, category: null, ownOpen, at };
  if (!contest || ownOpen > 0) return { ...closed, mayCreate: viewer.role === 'organizer' };
  const board = boardOf(await tallyContest(contest.id), locale, t);
  const asked = new URL(request.url).searchParams.get('kategori');
  const category = board.categories.find((each) => each === asked) ?? null;
  return { title: `${t('leaderboard')}: ${contest.name}`, board, category, mayCreate: false, ownOpen, at };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Leaderboard() {
  const { title, board, category, mayCreate, ownOpen, at } = useLoaderData<typeof loader>();
  const t = useText(publicationText);
  const room = useText(roomText);
  const exported = useText(exportsText);
  useLive(board !== null);
  useOpening(board === null && ownOpen > 0);
  if (!board)
    return (
      <Page>
        <PageHeader title={title} />
        {ownOpen > 0 ? <RoomClosed ownOpen={ownOpen} /> : <NoContest mayCreate={mayCreate} />}
      </Page>
    );

  const shown = board.rows.filter((row) => category === null || row.category === category);
  const place = (row: (typeof shown)[number]) => (category === null ? row.rank : row.categoryRank);
  const ranked = shown
    .filter((row) => place(row) !== null)
    .sort((a, b) => (place(a) ?? 0) - (place(b) ?? 0))
    .map((row) => ({
      ...row,
      id: row.entryId,
      behind: paths.boardEntry(row.entryId),
      rank: place(row),
      sharedWith: category === null ? row.sharedWith : row.sharedInCategory,
      mean: row.certainty?.mean ?? null,
      adjusted: row.certainty?.adjusted ?? null,
      interval: row.certainty?.interval ?? null,
      places: (category === null ? row.certainty?.places : row.certainty?.categoryPlaces) ?? null,
      nearTies: (category === null ? row.certainty?.nearTies : row.certainty?.categoryNearTies) ?? [],
      note: [...row.open.map((item) => item.text), row.barred, row.ordered].filter(Boolean).join('; ') || null,
    }));
  const unranked = shown.filter((row) => place(row) === null);
  return (
    <Page>
      <RoomNav />
      <PageHeader title={title} lead={t('leaderboardLead')}>
        {(['xlsx', 'csv'] as const).map((kind) => (
          <ButtonLink key={kind} to={paths.roomTable(kind)} kind="quiet" reload>
            {exported(kind)}
          </ButtonLink>
        ))}
      </PageHeader>
      <div className="figures card">
        <Figure value={board.figures.entries} label={t('entriesCount')} />
        <Figure value={board.figures.ranked} label={t('ranked')} />
        <Figure value={board.figures.open} label={t('openCount')} />
      </div>
      <nav className="chips" aria-label={t('filter')}>
        {[null, ...board.categories].map((each) => (
          <Link
            key={each ?? ''}
            to={each === null ? paths.leaderboard() : `${paths.leaderboard()}?kategori=${encodeURIComponent(each)}`}
            aria-current={each === category ? 'true' : undefined}
          >
            {each ?? t('overall')}
          </Link>
        ))}
      </nav>
      {ranked.length > 0 ? <p className="muted small">{room('roomLead')}</p> : null}
      {ranked.length > 0 ? (
        <RoomTable
          caption={t('rankedTable')}
          criteria={board.criteria}
          rows={ranked}
          showCategory={category === null}
        />
      ) : (
        <Notice>{t('nobodyRanked')}</Notice>
      )}
      <p className="small muted no-print">{room('updated', { time: at })}</p>
      {unranked.length > 0 ? <Unranked rows={unranked} /> : null}
    </Page>
  );
}

type Row = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['board']>['rows'][number];

function Unranked({ rows }: { rows: Row[] }) {
  const t = useText(publicationText);
  return (
    <section className="stack stack--tight" aria-labelledby="tanpa-peringkat">
      <h2 id="tanpa-peringkat">{t('unranked')}</h2>
      <p className="muted">{t('unrankedLead')}</p>
      <ul className="reasons reasons--bare grid">
        {rows.map((row) => (
          <li key={row.entryId} className="card">
            <h3>
              <Link to={paths.boardEntry(row.entryId)}>{row.name}</Link>
            </h3>
            <div className="row">
              <span className="small muted">{row.category}</span>
              {row.standing === 'noSite' ? <Badge>{t('noSite')}</Badge> : null}
              {row.standing === 'outside' ? <Badge tone="info">{t('outside')}</Badge> : null}
              {row.total === null ? null : (
                <span className="small">
                  {t('total')} <Points value={row.total} />
                </span>
              )}
            </div>
            {row.open.length > 0 ? (
              <ul className="reasons">
                {row.open.map((item) => (
                  <li key={item.text}>{item.text}</li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
