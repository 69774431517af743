import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { mayStartNext, nextName, startNextEdition } from '#app/contest/next-edition.server.ts';
import { contestText } from '#app/i18n/contest.ts';
import { editionsText } from '#app/i18n/editions.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const contest = await currentContest();
  if (!contest) throw redirect(paths.contestSettings());
  const { year, name } = contest;
  return {
    title: text(editionsText, await readLocale(request))('nextTitle'),
    year,
    open: mayStartNext(contest),
    values: { year: String(year + 1), name: nextName(name, year, year + 1) },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const form = await request.formData();
  const values = { year: String(form.get('year') ?? ''), name: String(form.get('name') ?? '') };
  const year = /^\d{4}$/.test(values.year.trim()) ? Number(values.year) : Number.NaN;
  const outcome = await startNextEdition({ year, name: values.name }, viewer.userId);
  if (outcome.done) return redirect(paths.organizer());
  return data({ values, why: outcome.why }, { status: 422 });
}

export default function NextEdition() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(editionsText);
  const contest = useText(contestText);
  const values = answer?.values ?? page.values;
  const error = (...whys: string[]) => (answer && whys.includes(answer.why) ? t(`refused_${answer.why}`) : undefined);
  const whole = error('noContest', 'notReleased');
  return (
    <Page narrow>
      <PageHeader title={page.title} lead={t('nextLead', { year: page.year })} />
      {whole ? (
        <Notice tone="danger" live>
          <p>{whole}</p>
        </Notice>
      ) : null}
      {page.open ? (
        <Form method="post" className="card" noValidate>
          <p>{t('nextTakes')}</p>
          <p>{t('nextLeaves', { year: page.year })}</p>
          <Field
            label={contest('fieldYear')}
            name="year"
            required
            inputMode="numeric"
            defaultValue={values.year}
            error={error('year', 'taken')}
          />
          <Field
            label={contest('fieldName')}
            hint={contest('fieldNameHint')}
            name="name"
            required
            maxLength={200}
            defaultValue={values.name}
            error={error('name')}
          />
          <div>
            <Button kind="primary">{t('nextStart')}</Button>
          </div>
        </Form>
      ) : (
        <Notice>
          <p>{t('nextClosed', { year: page.year })}</p>
        </Notice>
      )}
    </Page>
  );
}
