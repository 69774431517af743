import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { rulingsText } from '#app/i18n/rulings.ts';
import { secondLookText } from '#app/i18n/second-look.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { type AskedLook, lookList } from '#app/judging/second-look-list.server.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Badge, Notice, type Tone } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import { TableBox } from '#app/ui/table-box.tsx';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const title = text(secondLookText, await readLocale(request))('listTitle');
  const contest = await currentContest();
  return { title, list: contest ? await lookList(contest.id) : null };
}

const tones: Record<AskedLook['state'], Tone> = { open: 'warning', kept: 'neutral', changed: 'info' };

export default function JudgesApart() {
  const { title, list } = useLoaderData<typeof loader>();
  const t = useText(secondLookText);
  const r = useText(rulingsText);
  return (
    <Page>
      <PageHeader title={title} lead={t('listLead')}>
        <ButtonLink to={paths.judgingMonitor()}>{r('judging')}</ButtonLink>
        <ButtonLink to={paths.contestSettings()}>{t('gap')}</ButtonLink>
      </PageHeader>
      {list === null ? <Notice>{t('noContest')}</Notice> : null}
      {list && list.asked.length === 0 ? <Notice>{t('none')}</Notice> : null}
      {list && list.asked.length > 0 ? <Asked asked={list.asked} /> : null}
    </Page>
  );
}

function Asked({ asked }: { asked: AskedLook[] }) {
  const t = useText(secondLookText);
  const locale = useLocale();
  return (
    <section className="stack">
      <p className="muted">{t('reminder')}</p>
      <TableBox label={t('table')}>
        <table className="table">
          <thead>
            <tr>
              {(['entry', 'criterion', 'asked', 'other', 'difference', 'outcome'] as const).map((key) => (
                <th scope="col" key={key}>
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {asked.map((look) => (
              <tr key={look.id}>
                <th scope="row">
                  <Link to={paths.entry(look.entryId)}>{look.entry}</Link>
                </th>
                <td>{localized(look.criterion, locale)}</td>
                <td>{look.judge}</td>
                <td>{look.other}</td>
                <td>{t('points', { points: formatPoints(look.difference, locale, 1) })}</td>
                <td>
                  <Badge tone={tones[look.state]}>{t(`state_${look.state}`)}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
