import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { objectionDesk } from '#app/publication/objection-desk.server.ts';
import { effectInWords } from '#app/publication/objection-effect.ts';
import {
  applyObjection,
  dropObjection,
  previewObjection,
  stopWaiting,
} from '#app/publication/objection-settle.server.ts';
import { settleAct } from '#app/publication/objections.schema.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { EffectTables, SettleForm } from '#app/ui/objection-effect.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

async function enter(request: Request, objectionId: string | undefined): Promise<{ viewer: Viewer; id: string }> {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const id = z.uuid().safeParse(objectionId);
  if (!id.success) throw notFound();
  return { viewer, id: id.data };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, id } = await enter(request, params.objectionId);
  const contest = await currentContest();
  const objection = contest && (await objectionDesk(contest)).find((each) => each.id === id);
  if (!objection) throw notFound();
  const locale = await readLocale(request);
  const t = text(objectionsText, locale);
  const preview = await previewObjection(viewer, id);
  const { entry, indicator } = objection;
  return {
    title: t('effectTitle', { entry }),
    lead: t('effectLead', { indicator, name: localized(objection.name, locale) }),
    indicator,
    objectionId: id,
    accepted: objection.state === 'accepted',
    effect: 'why' in preview ? null : effectInWords(preview, locale, text(publicationText, locale)),
    waiting: 'why' in preview && preview.why === 'waiting',
    notReady: 'why' in preview ? t(`settle_${preview.why}`) : null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, id } = await enter(request, params.objectionId);
  const parsed = settleAct.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const act = parsed.data;
  const { reason } = act;
  const outcome =
    act.intent === 'tutup'
      ? await stopWaiting(viewer, id, reason)
      : act.intent === 'batalkan'
        ? await dropObjection(viewer, id, reason)
        : await applyObjection(viewer, id, { seen: act, reason });
  if (outcome.done)
    return redirect(act.intent === 'tutup' ? paths.objectionEffect(id) : `${paths.objections()}?tersimpan`);
  const problem = text(objectionsText, await readLocale(request))(`settle_${outcome.why}`);
  return data({ problem, reason }, { status: outcome.why === 'reasonMissing' ? 422 : 409 });
}

export default function Effect() {
  const { title, lead, indicator, objectionId, accepted, effect, waiting, notReady } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(objectionsText);
  return (
    <Page narrow>
      <PageHeader title={title} lead={lead}>
        <ButtonLink to={paths.objections()} kind="quiet">
          {t('backToDesk')}
        </ButtonLink>
      </PageHeader>
      {refused ? <Notice tone="danger" live title={refused.problem} /> : null}
      {notReady ? (
        <Notice tone="warning" title={t('notReady')}>
          <p>{notReady}</p>
        </Notice>
      ) : null}
      {effect ? <EffectTables effect={effect} indicator={indicator} /> : null}
      {accepted ? (
        <SettleForm objectionId={objectionId} hash={effect?.hash ?? null} waiting={waiting} refused={refused} />
      ) : null}
    </Page>
  );
}
