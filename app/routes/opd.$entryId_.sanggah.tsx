import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { boundedForm } from '#app/bounded-form.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { fileObjection, ownObjections } from '#app/publication/objections.server.ts';
import { OBJECTION, windowIsKnown } from '#app/publication/objections.ts';
import { provisionalPoints } from '#app/publication/provisional.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { ObjectionBody, ObjectionState } from '#app/ui/objection-body.tsx';
import { ObjectionForm, type RefusedFiling } from '#app/ui/objection-form.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { ProvisionalPoints } from '#app/ui/provisional-points.tsx';
import opdStyles from '#app/ui/styles/opd.css?url';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

export const links = () => [styles, whyStyles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Points stand here while the window is open and never else; afterwards objections and answers alone. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { entry } = await requireOwnEntry({ request, params });
  const contest = await currentContest();
  if (!entry.url || !contest || !windowIsKnown(contest)) throw notFound();
  const { searchParams } = new URL(request.url);
  return {
    title: text(objectionsText, await readLocale(request))('title', { name: entry.name }),
    entryId: entry.entryId,
    provisional: await provisionalPoints(contest, entry),
    own: await ownObjections(entry.entryId),
    chosen: searchParams.get('indikator') ?? '',
    filed: searchParams.has('terkirim'),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  // Before a byte of it is read: for another agency's entry nothing is taken.
  const { viewer, entry } = await requireOwnEntry({ request, params });
  const t = text(objectionsText, await readLocale(request));
  const form = await boundedForm(request, OBJECTION.formBytes);
  const refuse = (refused: RefusedFiling, status: number) => data(refused, { status });
  if (!form) return refuse({ why: 'formTooLarge', problem: t('refused_formTooLarge'), indicator: '', text: '' }, 413);
  const files = form.getAll('gambar').filter((each): each is File => each instanceof File && each.size > 0);
  const filing = { indicator: String(form.get('indikator') ?? ''), text: String(form.get('isi') ?? '') };
  const pictures = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  const outcome = await fileObjection(viewer, entry.entryId, { ...filing, pictures });
  if (outcome.done) return redirect(`${paths.webmasterObjections(entry.entryId)}?terkirim`);
  if (outcome.why === 'gone') throw notFound();
  const problem = t(`refused_${outcome.why}`, { minutes: outcome.minutes ?? 0 });
  const status = outcome.why === 'tooSoon' ? 429 : outcome.why === 'phase' ? 409 : 422;
  return refuse({ why: outcome.why, problem, ...filing }, status);
}

export default function ObjectionWindow() {
  const { title, entryId, provisional, own, chosen, filed } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(objectionsText);
  const waiting = own.filter(({ state }) => state === 'open' || state === 'accepted').map(({ indicator }) => indicator);
  const indicators = provisional?.criteria.flatMap((criterion) => criterion.indicators) ?? [];
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')}>
        <ButtonLink to={paths.webmasterEntry(entryId)} kind="quiet" reload>
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {refused ? (
        <Notice tone="danger" live title={t('refused')}>
          <p>{refused.problem}</p>
        </Notice>
      ) : filed ? (
        <Notice tone="success" live>
          <p>{t('filed')}</p>
        </Notice>
      ) : null}
      {provisional ? null : (
        <Notice title={t('closedTitle')}>
          <p>{t('closedBody')}</p>
        </Notice>
      )}
      <section className="stack stack--tight" aria-labelledby="milik">
        <h2 id="milik">{t('ownTitle')}</h2>
        {own.length === 0 ? <p className="muted">{t('ownNone')}</p> : null}
        {own.map((objection) => (
          <article className="card" key={objection.id}>
            <div className="row row--between">
              <h3>{objection.indicator}</h3>
              <ObjectionState state={objection.state} />
            </div>
            <ObjectionBody objection={objection} />
          </article>
        ))}
      </section>
      {provisional ? (
        <>
          <ProvisionalPoints
            provisional={provisional}
            entryId={entryId}
            waiting={waiting}
            chosen={refused?.indicator || chosen}
          />
          <ObjectionForm
            indicators={indicators.filter(({ id }) => !waiting.includes(id))}
            chosen={chosen}
            refused={refused}
            entryId={entryId}
            filed={own.length}
          />
        </>
      ) : null}
    </Page>
  );
}
