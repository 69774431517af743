import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { documentsText } from '#app/i18n/documents.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { saveSettings } from '#app/publication/document-settings.server.ts';
import { readSettings, type SettingsField } from '#app/publication/documents/settings-form.ts';
import { documentsDesk, orderDocuments } from '#app/publication/documents.server.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { versionOf } from '#app/publication/year.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { DocumentTable } from '#app/ui/document-table.tsx';
import { Field } from '#app/ui/field.tsx';
import { NoContest } from '#app/ui/no-contest.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const title = text(documentsText, await readLocale(request))('title');
  const contest = await currentContest();
  const version = versionOf(new URL(request.url).searchParams.get('versi'));
  return { title, desk: contest ? await documentsDesk(contest.id, version) : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer'], { hidden: true });
  const contest = await currentContest();
  if (!contest) throw notFound();
  const read = readSettings(await request.formData());
  if (!read.ok) return data(read, { status: 422 });
  await saveSettings(contest.id, read.settings);
  if (!(await orderDocuments(viewer, contest.id, publicOrigin(request)))) throw notFound();
  return redirect(paths.documents());
}

const TEXTS = [
  'government',
  'office',
  'address',
  'place',
  'minutesNumber',
  'decreeNumber',
  'certificateNumber',
  'signerTitle',
  'signerName',
] as const satisfies readonly SettingsField[];

export default function Documents() {
  const { title, desk } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(documentsText);
  if (!desk?.snapshot)
    return (
      <Page>
        <PageHeader title={title} lead={t('lead')} />
        {desk ? (
          <Notice title={t('nothingFrozen')}>
            <p>{t('nothingFrozenLead')}</p>
            <div>
              <ButtonLink to={paths.finalise()}>{t('toFinalise')}</ButtonLink>
            </div>
          </Notice>
        ) : (
          <NoContest mayCreate />
        )}
      </Page>
    );
  const { settings, rows, snapshot, others } = desk;
  const problem = refused && 'typed' in refused ? refused : null;
  const value = (field: SettingsField) => problem?.typed[field] ?? String(settings[field]);
  const error = (field: SettingsField) => {
    const fault = problem?.faults[field];
    return fault ? t(fault) : undefined;
  };
  const waiting = rows.filter((row) => !row.made);
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')} />
      {problem ? <Notice tone="danger" title={t('faulty')} live /> : null}
      {waiting.length > 0 ? (
        <Notice>
          <p>{t('printing', { left: waiting.length, all: rows.length })}</p>
        </Notice>
      ) : null}
      {rows.length > 0 ? <DocumentTable version={snapshot.version} rows={rows} /> : null}
      {others.length > 0 ? (
        <nav className="row" aria-label={t('others')}>
          {others.map((version) => (
            <ButtonLink key={version} kind="quiet" to={paths.documents(version)}>
              {t('documents', { version })}
            </ButtonLink>
          ))}
        </nav>
      ) : null}
      {snapshot.isLatest ? null : (
        <Notice>
          <p>{t('olderVersion')}</p>
        </Notice>
      )}
      <Form method="post" action={paths.documents()} className="card" aria-labelledby="isian">
        <h2 id="isian">{t('settings')}</h2>
        <p className="muted">{t('settingsLead')}</p>
        <div className="grid">
          {TEXTS.map((field) => (
            <Field
              key={field}
              label={t(field)}
              name={field}
              defaultValue={value(field)}
              error={error(field)}
              hint={field === 'government' ? t('governmentHint') : undefined}
            />
          ))}
          <Field
            label={t('minutesDay')}
            name="minutesDay"
            type="date"
            defaultValue={value('minutesDay')}
            error={error('minutesDay')}
          />
          {(['best', 'hopeful'] as const).map((field) => (
            <Field
              key={field}
              label={t(field)}
              name={field}
              type="number"
              min={0}
              max={10}
              required
              defaultValue={value(field)}
              error={error(field)}
              hint={t('placesHint')}
            />
          ))}
        </div>
        <div>
          <Button kind="primary">{t('print')}</Button>
        </div>
      </Form>
    </Page>
  );
}
