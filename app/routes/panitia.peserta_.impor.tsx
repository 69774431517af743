import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { useEffect } from 'react';
import { boundedForm } from '#app/bounded-form.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { listIsOpen, planImport, runImport } from '#app/contest/import.server.ts';
import { importColumns, MAX_ROWS, readColumns } from '#app/contest/import-columns.ts';
import { decodeFile, type FileFault, IMPORT_LIMIT } from '#app/contest/import-file.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { ImportColumns } from '#app/ui/import-columns.tsx';
import { ImportErrors, ImportHelp, ImportRows } from '#app/ui/import-preview.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const t = text(entriesText, await readLocale(request));
  const contest = await currentContest();
  if (!contest || !listIsOpen(contest.phase)) throw redirect(paths.entries());
  return { title: t('importTitle') };
}

/** The list as text: from the hidden or mended field of the second step, else from the uploaded file. */
async function listOf(form: FormData): Promise<{ text: string } | { fault: 'noFile' | FileFault }> {
  const kept = form.get('isi');
  if (typeof kept === 'string') return { text: kept };
  const file = form.get('berkas');
  if (!(file instanceof File) || file.size === 0) return { fault: 'noFile' };
  return decodeFile(new Uint8Array(await file.arrayBuffer()));
}

/** The columns as they were chosen when the plan was shown. */
const columnsSeen = (form: FormData) => importColumns.map((column) => form.get(`kolom_${column}`) ?? '').join(' ');

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  // Three times the limit: a form encodes each byte of a text as up to three.
  const form = await boundedForm(request, 3 * IMPORT_LIMIT + 10_000);
  if (!form) return data({ plan: null, list: '', changed: false, fault: 'tooLarge' as const }, { status: 413 });
  const list = await listOf(form);
  if ('fault' in list) return data({ plan: null, list: '', changed: false, fault: list.fault }, { status: 422 });
  if (!listIsOpen(contest.phase)) throw redirect(paths.entries());
  const chosen = readColumns(form);
  // Nothing is saved that was not shown: other columns than those of the preview are shown first.
  const changed = form.get('intent') === 'simpan' && form.get('dilihat') !== columnsSeen(form);
  if (changed || form.get('intent') !== 'simpan') {
    const plan = await planImport(contest.id, list.text, chosen);
    return data({ plan, list: list.text, changed, fault: null }, { status: plan.errors.length > 0 ? 422 : 200 });
  }
  const outcome = await runImport(contest.id, list.text, viewer.userId, chosen);
  if (outcome.done) {
    const { new: made, changed, unchanged } = outcome;
    return redirect(`${paths.entries()}?baru=${made}&berubah=${changed}&tetap=${unchanged}`);
  }
  if (!outcome.plan) throw redirect(paths.entries());
  return data({ plan: outcome.plan, list: list.text, changed: false, fault: null }, { status: 422 });
}

export default function Import() {
  const result = useActionData<typeof action>();
  const t = useText(entriesText);
  const step = result?.plan ? 2 : 1;
  // What came of it is said at the top; the button stood below the list.
  useEffect(() => {
    if (result) window.scrollTo(0, 0);
  }, [result]);
  return (
    <Page>
      <PageHeader
        title={t('importTitle')}
        lead={t('importLead', { n: step, what: t(step === 1 ? 'importStep1' : 'importStep2') })}
      >
        <ButtonLink to={paths.entries()} kind="quiet">
          {t('backToEntries')}
        </ButtonLink>
      </PageHeader>
      {result?.changed ? (
        <Notice tone="warning" live>
          <p>{t('importMapChanged')}</p>
        </Notice>
      ) : null}
      {result?.plan ? <Preview plan={result.plan} list={result.list} /> : <Choose fault={result?.fault ?? null} />}
    </Page>
  );
}

function Choose({ fault }: { fault: 'noFile' | FileFault | null }) {
  const t = useText(entriesText);
  return (
    <>
      <Form method="post" encType="multipart/form-data" className="card">
        <Field
          label={t('importFile')}
          hint={t('importFileHint')}
          name="berkas"
          type="file"
          accept=".xlsx,.csv,.tsv,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          error={fault ? t(`fault_${fault}`, { value: MAX_ROWS }) : undefined}
        />
        <div>
          <Button kind="primary">{t('importRead')}</Button>
        </div>
      </Form>
      <ImportHelp />
    </>
  );
}

type Plan = Awaited<ReturnType<typeof planImport>>;

function Preview({ plan, list }: { plan: Plan; list: string }) {
  const t = useText(entriesText);
  const count = (status: Plan['rows'][number]['status']) => plan.rows.filter((row) => row.status === status).length;
  const toSave = count('new') + count('changed');
  if (plan.errors.length > 0) return <ImportErrors plan={plan} list={list} />;
  return (
    <>
      <Notice tone={toSave > 0 ? 'success' : 'info'} title={t('importReady', { n: plan.rows.length })} live>
        <p>
          {t('importSummary', { new: count('new'), changed: count('changed'), unchanged: count('unchanged') })}{' '}
          {plan.untouched > 0 ? t('importUntouched', { n: plan.untouched }) : null}
        </p>
        <p>{t(toSave > 0 ? 'importNothing' : 'importNoChange')}</p>
      </Notice>
      <Form method="post" className="stack">
        <textarea name="isi" defaultValue={list} hidden readOnly />
        <input type="hidden" name="dilihat" value={importColumns.map((each) => plan.columns[each] ?? '').join(' ')} />
        <div className="row">
          {toSave > 0 ? (
            <Button kind="primary" name="intent" value="simpan">
              {t('importConfirm', { n: toSave })}
            </Button>
          ) : null}
          <ButtonLink to={paths.importEntries()}>{t('importOther')}</ButtonLink>
        </div>
        <details className="fold">
          <summary>{t('importMap')}</summary>
          <ImportColumns headings={plan.headings} columns={plan.columns} />
          <Button name="intent" value="periksa">
            {t('importAgain')}
          </Button>
        </details>
      </Form>
      <ImportRows rows={plan.rows} />
    </>
  );
}
