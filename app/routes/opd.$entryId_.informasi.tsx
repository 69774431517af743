import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { informationOf } from '#app/audit/information.server.ts';
import { requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { pointTo } from '#app/audit/pointers.server.ts';
import { informationText } from '#app/i18n/information.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { InformationTable } from '#app/ui/information-table.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { entry } = await requireOwnEntry({ request, params });
  return {
    title: text(informationText, await readLocale(request))('title', { name: entry.name }),
    entryId: entry.entryId,
    ...(await informationOf(entry.entryId)),
    saved: new URL(request.url).searchParams.has('tersimpan'),
  };
}

const schema = z.object({ key: z.string().max(60), url: z.string().max(1000) });

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, entry } = await requireOwnEntry({ request, params });
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const { key, url } = parsed.data;
  const refused = await pointTo(entry.entryId, key, url, viewer);
  if (refused === null) return redirect(`${paths.webmasterInformation(entry.entryId)}?tersimpan`);
  if (refused === 'no-entry') throw notFound();
  const t = text(informationText, await readLocale(request));
  return data({ error: t(`refused_${refused}`), key, url }, { status: 422 });
}

export default function PublicInformation() {
  const { title, entryId, rows, pointed, saved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(informationText);
  const locale = useLocale();
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')}>
        <ButtonLink to={paths.webmasterEntry(entryId)} kind="quiet" reload>
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {refused ? (
        <Notice tone="danger" live title={t('refused')}>
          <p>{refused.error}</p>
        </Notice>
      ) : saved ? (
        <Notice tone="success" live>
          <p>{t('saved')}</p>
        </Notice>
      ) : null}
      {rows === null ? (
        <Notice>
          <p>{t('none')}</p>
        </Notice>
      ) : (
        <InformationTable rows={rows} />
      )}
      <section className="card" aria-labelledby="tunjuk">
        <h2 id="tunjuk">{t('pointHead')}</h2>
        <p className="muted measure">{t('pointLead')}</p>
        <Form method="post" className="stack">
          <SelectField label={t('document')} name="key" defaultValue={refused?.key}>
            {pointed.map(({ key, name }) => (
              <option key={key} value={key}>
                {localized(name, locale)}
              </option>
            ))}
          </SelectField>
          <Field
            label={t('address')}
            hint={t('addressHint')}
            name="url"
            inputMode="url"
            maxLength={500}
            defaultValue={refused?.url ?? ''}
            error={refused?.error}
          />
          <div>
            <Button kind="primary">{t('save')}</Button>
          </div>
        </Form>
        {pointed.some(({ url }) => url !== null) ? (
          <>
            <h3>{t('pointed')}</h3>
            <ul className="history">
              {pointed.map(({ key, name, url, verdict }) =>
                url === null ? null : (
                  <li key={key}>
                    <span>
                      <strong>{localized(name, locale)}</strong>: <span className="cell-site">{url}</span>
                    </span>
                    <span className="small muted">{t(`verdict_${verdict ?? 'not-yet'}`)}</span>
                  </li>
                ),
              )}
            </ul>
          </>
        ) : null}
      </section>
    </Page>
  );
}
