import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { listIsOpen } from '#app/contest/import.server.ts';
import { categoriesText } from '#app/i18n/categories.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { type CategoryRow, categoriesOf, changeCategory } from '#app/judging/categories.server.ts';
import { paths } from '#app/paths.ts';
import { HONOURED_PLACES } from '#app/publication/honour.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const t = text(categoriesText, await readLocale(request));
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const search = new URL(request.url).searchParams;
  return {
    title: `${t('title')}: ${contest.name}`,
    open: listIsOpen(contest.phase),
    categories: await categoriesOf(contest),
    places: HONOURED_PLACES,
    done: search.has('ke') ? { to: search.get('ke') ?? '', n: Number(search.get('n')) } : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const form = await request.formData();
  const from = String(form.get('dari') ?? '');
  const to = String(form.get('ke') ?? '').trim();
  const refuse = (why: 'name' | 'same' | 'unknown' | 'closed' | 'exists') => data({ from, to, why }, { status: 422 });
  if (to === '' || to.length > 60) return refuse('name');
  const merge = form.get('intent') === 'gabung';
  const outcome = await changeCategory(contest.id, { from, to, merge }, viewer.userId);
  if (!outcome.done) return refuse(outcome.why);
  return redirect(`${paths.categories()}?ke=${encodeURIComponent(to)}&n=${outcome.entries}`);
}

export default function Categories() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(categoriesText);
  const entries = useText(entriesText);
  const own = page.categories.find((each) => each.name === answer?.from);
  return (
    <Page narrow>
      <PageHeader title={t('title')} lead={t('lead')}>
        <ButtonLink to={paths.entries()} kind="quiet">
          {entries('backToEntries')}
        </ButtonLink>
      </PageHeader>
      {page.done && !answer ? (
        <Notice tone="success" live>
          <p>{t('done', page.done)}</p>
        </Notice>
      ) : null}
      {page.open ? null : (
        <Notice>
          <p>{t('closed')}</p>
        </Notice>
      )}
      {answer?.why === 'exists' && own ? <Merge own={own} to={answer.to} categories={page.categories} /> : null}
      {page.categories.length === 0 ? <p>{t('empty')}</p> : null}
      {page.categories.map((category) => (
        <Category
          key={category.name}
          category={category}
          page={page}
          typed={answer?.from === category.name ? answer.to : ''}
          error={answer?.from === category.name && answer.why !== 'exists' ? t(`error_${answer.why}`) : undefined}
        />
      ))}
      {answer && !own && answer.why !== 'exists' ? (
        <Notice tone="danger" live>
          <p>{t(`error_${answer.why}`)}</p>
        </Notice>
      ) : null}
      <datalist id="kategori">
        {page.categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </Page>
  );
}

interface CategoryProps {
  category: CategoryRow;
  page: { open: boolean; places: number };
  typed: string;
  error: string | undefined;
}

function Category({ category: { name, entries, ranked, audited, indicators }, page, typed, error }: CategoryProps) {
  const t = useText(categoriesText);
  return (
    <section className="card">
      <div className="row row--between">
        <h2>{name}</h2>
        {ranked <= page.places ? <Badge tone="warning">{t('small', { n: ranked, places: page.places })}</Badge> : null}
      </div>
      <p>{t('count', { n: entries, ranked })}</p>
      {indicators.length > 0 ? (
        <p className="small muted">{t('rubricNames', { indicators: indicators.join(', ') })}</p>
      ) : null}
      {page.open ? (
        <Form method="post" className="search" noValidate>
          <input type="hidden" name="dari" value={name} />
          <Field
            label={t('newNameOf', { category: name })}
            hint={audited > 0 ? t('auditsAgain', { n: audited }) : t('newName')}
            name="ke"
            required
            maxLength={60}
            list="kategori"
            defaultValue={typed}
            error={error}
          />
          <Button>{t('rename')}</Button>
        </Form>
      ) : null}
    </section>
  );
}

/** Asked once more: two categories made one cannot be told apart again. */
function Merge({ own, to, categories }: { own: CategoryRow; to: string; categories: CategoryRow[] }) {
  const t = useText(categoriesText);
  const told = [own, ...categories.filter((each) => each.name === to)].filter((each) => each.indicators.length > 0);
  return (
    <Notice tone="warning" title={t('mergeTitle', { from: own.name, to })} live>
      <p>{t('mergeBody', { n: own.entries, to })}</p>
      {own.audited > 0 ? <p>{t('auditsAgain', { n: own.audited })}</p> : null}
      {told.map(({ name, indicators }) => (
        <p key={name}>{t('rubricMoves', { category: name, indicators: indicators.join(', ') })}</p>
      ))}
      <Form method="post" className="row">
        <input type="hidden" name="dari" value={own.name} />
        <input type="hidden" name="ke" value={to} />
        <Button kind="primary" name="intent" value="gabung">
          {t('merge')}
        </Button>
        <ButtonLink to={paths.categories()}>{t('cancel')}</ButtonLink>
      </Form>
    </Notice>
  );
}
