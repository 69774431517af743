import { type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { practiceText } from '#app/i18n/practice.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { SpreadList, useLevel } from '#app/judging/practice/spread.tsx';
import { type PracticeRow, practiceResult } from '#app/judging/practice.server.ts';
import { paths } from '#app/paths.ts';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import { TableBox } from '#app/ui/table-box.tsx';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const contest = await currentContest();
  const result = contest ? await practiceResult(viewer, contest.id) : null;
  // Before the own sheet is in there is nothing to compare: the desk says what to do.
  if (!result) throw redirect(paths.judge());
  const title = text(practiceText, await readLocale(request))('resultTitle', { name: result.name });
  return { title, rows: result.rows };
}

export default function PracticeResult() {
  const { title, rows } = useLoaderData<typeof loader>();
  const t = useText(practiceText);
  const j = useText(judgingText);
  return (
    <Page>
      <PageHeader title={title} lead={t('resultLead')}>
        <Link to={paths.judge()}>{j('allSites')}</Link>
      </PageHeader>
      <TableBox label={t('table')}>
        <table className="table">
          <thead>
            <tr>
              {(['indicator', 'own', 'panel', 'others'] as const).map((key) => (
                <th scope="col" key={key}>
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.indicator} row={row} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </Page>
  );
}

function Row({ row: { indicator, name, own, note, panel, others } }: { row: PracticeRow }) {
  const t = useText(practiceText);
  const locale = useLocale();
  const level = useLevel();
  const apart = own !== null && panel?.level != null ? own - panel.level : null;
  const way = apart === 0 ? 'same' : (apart ?? 0) > 0 ? 'above' : 'below';
  return (
    <tr>
      <th scope="row">
        {indicator} {localized(name, locale)}
      </th>
      <td>
        <strong className="practice__level">{own === null ? t('none') : level(own)}</strong>
        {apart === null ? null : <span className="small">{t(way, { n: level(Math.abs(apart)) })}</span>}
        {note ? <p className="small muted">{t('yourNote', { note })}</p> : null}
      </td>
      <td>
        <strong className="practice__level">{panel?.level == null ? t('none') : level(panel.level)}</strong>
        <p className="small practice__reason">{panel?.reason}</p>
      </td>
      <td>
        <SpreadList spread={others} />
      </td>
    </tr>
  );
}
