import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { recusalsText } from '#app/i18n/recusals.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { type ConflictSite, conflictList, declareAhead } from '#app/judging/recusals-ahead.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const title = text(recusalsText, await readLocale(request))('title');
  const saved = new URL(request.url).searchParams.has('tersimpan');
  const contest = await currentContest();
  return { title, saved, list: contest ? await conflictList(viewer, contest.id) : null };
}

const form = z.object({ entryIds: z.array(z.uuid()).max(1000), reason: z.string().max(2000) });

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const contest = await currentContest();
  const sent = await request.formData();
  const parsed = form.safeParse({ entryIds: sent.getAll('entryId'), reason: sent.get('reason') ?? '' });
  if (!contest || !parsed.success) throw notFound();
  const { entryIds, reason } = parsed.data;
  const outcome = await declareAhead(viewer, contest.id, entryIds, reason);
  if (outcome.done) return redirect(`${paths.conflictsOfInterest()}?tersimpan`);
  const t = text(recusalsText, await readLocale(request));
  return data({ why: outcome.why, problem: t(`refused_${outcome.why}`), entryIds, reason }, { status: 422 });
}

export default function ConflictsOfInterest() {
  const { title, saved, list } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(recusalsText);
  const j = useText(judgingText);
  const groups = [...Map.groupBy(list?.sites ?? [], (site) => site.category)];
  const ofReason = refused?.why === 'reasonMissing';
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('lead')}>
        <Link to={paths.judge()}>{j('allSites')}</Link>
      </PageHeader>
      {refused && !ofReason ? <Notice tone="danger" live title={refused.problem} /> : null}
      {saved && !refused ? <Notice tone="success" live title={t('saved')} /> : null}
      {list === null || groups.length === 0 ? <Notice>{t(list ? 'none' : 'noContest')}</Notice> : null}
      {list && !list.open ? <Notice>{t('closed')}</Notice> : null}
      {list && groups.length > 0 ? (
        <Form method="post" className="stack" noValidate>
          {groups.map(([category, sites]) => (
            <div className="card" key={category}>
              <fieldset className="plain-set">
                <legend className="field__label">{t('choose', { category })}</legend>
                {sites.map((site) => (
                  <Site
                    key={site.entryId}
                    site={site}
                    open={list.open}
                    ticked={refused?.entryIds.includes(site.entryId) ?? false}
                  />
                ))}
              </fieldset>
            </div>
          ))}
          {list.open ? (
            <>
              <TextArea
                label={t('reason')}
                name="reason"
                required
                maxLength={2000}
                defaultValue={refused?.reason ?? ''}
                error={ofReason ? refused.problem : undefined}
              />
              <div>
                <Button kind="primary">{t('declare')}</Button>
              </div>
            </>
          ) : null}
        </Form>
      ) : null}
    </Page>
  );
}

function Site({ site, open, ticked }: { site: ConflictSite; open: boolean; ticked: boolean }) {
  const t = useText(recusalsText);
  const { declared, answer, name, entryId } = site;
  if (declared)
    return (
      <div className="conflict-site">
        <p>
          <strong>{name}</strong>{' '}
          <Badge tone={declared.confirmed ? 'success' : 'warning'}>
            {t(declared.confirmed ? 'confirmed' : 'waiting')}
          </Badge>
        </p>
        <p className="small muted">{t('yourReason', { reason: declared.reason })}</p>
      </div>
    );
  return (
    <div className="conflict-site">
      <label className="check">
        <input type="checkbox" name="entryId" value={entryId} defaultChecked={ticked} disabled={!open} />
        {name}
      </label>
      {answer ? <p className="small">{t('declined', { words: answer.words })}</p> : null}
    </div>
  );
}
