import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { categoriesInUse, saveEntry } from '#app/contest/entries.server.ts';
import { readEntryForm } from '#app/contest/entry-form.ts';
import { listIsOpen } from '#app/contest/import.server.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { EntryFields } from '#app/ui/entry-fields.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const t = text(entriesText, await readLocale(request));
  const contest = await currentContest();
  if (!contest || !listIsOpen(contest.phase)) throw redirect(paths.entries());
  return { title: t('newEntryTitle'), categories: await categoriesInUse() };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const { values, entry, errors } = readEntryForm(await request.formData());
  if (!entry) return data({ values, errors, refused: null }, { status: 422 });
  const outcome = await saveEntry(contest.id, null, entry, viewer.userId);
  if (outcome.saved) return redirect(`${paths.entries()}?tersimpan`);
  return data({ values, errors, refused: outcome.why }, { status: 422 });
}

const empty = { code: '', name: '', category: '', url: '', outsideRanking: false };

export default function NewEntry() {
  const { categories } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(entriesText);
  return (
    <Page narrow>
      <PageHeader title={t('newEntryTitle')} />
      {refused?.refused ? (
        <Notice tone="danger" live>
          <p>{t(`error_${refused.refused}`)}</p>
        </Notice>
      ) : null}
      <Form method="post" className="stack" noValidate>
        <EntryFields
          values={refused?.values ?? empty}
          errors={refused?.errors ?? {}}
          categories={categories}
          codeFixed={false}
          listClosed={false}
          rankingClosed={false}
        />
        <div className="row">
          <Button kind="primary">{t('save')}</Button>
          <ButtonLink to={paths.entries()} kind="quiet">
            {t('backToEntries')}
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}
