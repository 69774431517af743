import { type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { presentationText } from '#app/i18n/presentation.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { announcementDeck } from '#app/publication/deck.server.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { Announcement } from '#app/ui/announcement.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/announcement.css?url';

export const handle = { shell: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The whole deck at once: what is on the page needs no network later. For organizers, before the release too. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  return {
    title: text(presentationText, await readLocale(request))('title'),
    deck: await announcementDeck(contest.id),
    year: contest.year,
    address: publicOrigin(request).replace(/^https?:\/\//, '') + paths.resultsOf(contest.year),
  };
}

export default function AnnouncementMode() {
  const { deck, address, year } = useLoaderData<typeof loader>();
  const t = useText(presentationText);
  if (deck && deck.categories.length > 0) return <Announcement deck={deck} address={address} year={year} />;
  return (
    <Page narrow>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Notice title={deck ? t('noAwards') : t('nothing')}>
        {deck ? null : <p>{t('nothingLead')}</p>}
        <div>
          <ButtonLink to={deck ? paths.documents() : paths.finalise()}>{t('toFinalise')}</ButtonLink>
        </div>
      </Notice>
    </Page>
  );
}
