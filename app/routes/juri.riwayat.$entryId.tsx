import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { judgingText } from '#app/i18n/judging.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { HistoryEntry } from '#app/judging/history/history-entry.tsx';
import { restoreEdit, sheetHistory } from '#app/judging/history.server.ts';
import { SHEET_NOTE } from '#app/judging/mark.ts';
import { Leftovers } from '#app/judging/sheet/leftovers.tsx';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { paths } from '#app/paths.ts';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const restoring = z.object({ editId: z.uuid(), seen: z.coerce.number().int().nonnegative() });

async function enter(request: Request, entryId: string | undefined) {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const id = z.uuid().safeParse(entryId);
  if (!id.success) throw notFound();
  const indicator = new URL(request.url).searchParams.get('indikator') ?? undefined;
  return { viewer, entryId: id.data, indicator, t: text(judgingText, await readLocale(request)) };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, entryId, indicator, t } = await enter(request, params.entryId);
  const view = await openSheet(viewer, entryId);
  if (!view) throw notFound();
  const { entry, marks, closed, rubric, judgeId } = view;
  return {
    title: t('historyTitle', { name: entry.name }),
    judgeId,
    entry: { id: entry.id, name: entry.name },
    indicator: indicator ?? null,
    names: Object.fromEntries(rubric.criteria.flatMap((each) => each.indicators).map(({ id, name }) => [id, name])),
    marks,
    mayRestore: closed === null,
    rows: await sheetHistory(viewer, entryId, indicator),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, entryId, indicator, t } = await enter(request, params.entryId);
  const parsed = restoring.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const result = await restoreEdit(viewer, parsed.data.editId, parsed.data.seen);
  if (result.done) return redirect(paths.history(entryId, indicator));
  const { why } = result;
  return data({ problem: t(why === 'gone' || why === 'moved' ? `restore_${why}` : `refused_${why}`) }, { status: 422 });
}

export default function History() {
  const { title, judgeId, entry, indicator, names, marks, mayRestore, rows } = useLoaderData<typeof loader>();
  const failed = useActionData<{ problem?: string }>();
  const t = useText(judgingText);
  const locale = useLocale();
  const nameOf = (id: string) =>
    id === SHEET_NOTE ? t('sheetNote') : `${id} ${names[id] ? localized(names[id], locale) : ''}`;
  return (
    <Page>
      <Link className="tap-link" to={indicator ? paths.sheetAt(entry.id, indicator) : paths.sheet(entry.id)}>
        {t('historyBack', { name: entry.name })}
      </Link>
      <PageHeader
        title={indicator ? t('historyOf', { indicator: nameOf(indicator) }) : title}
        lead={t('historyLead')}
      />
      {indicator ? (
        <Link className="tap-link" to={paths.history(entry.id)}>
          {t('historyAll')}
        </Link>
      ) : null}
      <Leftovers judgeId={judgeId} names={{ [entry.id]: entry.name }} />
      {failed?.problem ? <Notice tone="danger" title={failed.problem} live /> : null}
      {rows.length === 0 ? <Notice>{t('historyNone')}</Notice> : null}
      <ol className="history">
        {rows.map((row) => (
          <HistoryEntry
            key={row.editId}
            judgeId={judgeId}
            row={row}
            name={nameOf(row.indicator)}
            now={marks[row.indicator]}
            mayRestore={mayRestore}
          />
        ))}
      </ol>
    </Page>
  );
}
