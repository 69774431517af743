import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { auditsOfEntry } from '#app/audit/board.server.ts';
import { channels } from '#app/contest/channels.ts';
import { categoriesInUse, entryDetail, rankingIsOpen, saveEntry, saveRegister } from '#app/contest/entries.server.ts';
import { readEntryForm } from '#app/contest/entry-form.ts';
import { listIsOpen } from '#app/contest/import.server.ts';
import { contestText } from '#app/i18n/contest.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { AuditBadge } from '#app/ui/audit-badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { EntryFields } from '#app/ui/entry-fields.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.entry.name }];

async function load(entryId: string | undefined) {
  const id = z.uuid().safeParse(entryId);
  const entry = id.success ? await entryDetail(id.data) : null;
  if (!entry) throw notFound();
  return entry;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const entry = await load(params.entryId);
  const locale = await readLocale(request);
  const audits = await auditsOfEntry(entry.id);
  const search = new URL(request.url).searchParams;
  return {
    entry,
    values: { ...entry, url: entry.url ?? '' },
    listClosed: !listIsOpen(entry.phase),
    rankingClosed: !rankingIsOpen(entry.phase),
    categories: await categoriesInUse(),
    audits: audits.map((audit) => ({ ...audit, time: formatTime(audit.createdAt, locale) })),
    done: search.has('tersimpan') ? ('saved' as const) : search.has('kontak') ? ('registerSaved' as const) : null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const before = await load(params.entryId);
  const form = await request.formData();
  if (form.get('intent') === 'kontak') {
    const rows = channels.map((channel) => ({
      channel,
      value: String(form.get(channel) ?? '')
        .trim()
        .slice(0, 200),
      confirmed: form.get(`${channel}-pasti`) !== null,
    }));
    if (await saveRegister(before.id, rows, viewer.userId)) return redirect(`${paths.entry(before.id)}?kontak`);
    return data({ values: null, errors: {}, refused: 'closed' as const }, { status: 422 });
  }
  const { values, entry, errors } = readEntryForm(form);
  if (!entry) return data({ values, errors, refused: null }, { status: 422 });
  const outcome = await saveEntry(before.contestId, before.id, entry, viewer.userId);
  if (outcome.saved) return redirect(`${paths.entry(before.id)}?tersimpan`);
  return data({ values, errors, refused: outcome.why }, { status: 422 });
}

export default function Entry() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(entriesText);
  const { entry, listClosed, rankingClosed, audits } = page;
  return (
    <Page narrow>
      <PageHeader title={entry.name} lead={entry.category}>
        <ButtonLink to={paths.entries()} kind="quiet">
          {t('backToEntries')}
        </ButtonLink>
      </PageHeader>
      {refused?.refused ? (
        <Notice tone="danger" live>
          <p>{t(`error_${refused.refused}`)}</p>
        </Notice>
      ) : page.done && !refused ? (
        <Notice tone="success" live>
          <p>{t(page.done)}</p>
        </Notice>
      ) : null}
      <section className="card">
        <h2>{t('entryData')}</h2>
        <p className="small muted">{t(listClosed ? 'listClosed' : 'auditAgain')}</p>
        <Form method="post" className="stack" noValidate>
          <EntryFields
            values={refused?.values ?? page.values}
            errors={refused?.errors ?? {}}
            categories={page.categories}
            codeFixed
            listClosed={listClosed}
            rankingClosed={rankingClosed}
          />
          {rankingClosed ? null : (
            <div>
              <Button kind="primary">{t('save')}</Button>
            </div>
          )}
        </Form>
      </section>
      <Register register={entry.register} closed={listClosed} />
      <section className="card">
        <h2>{t('entryAudits')}</h2>
        {audits.length === 0 ? <p className="muted">{t('entryAuditsNone')}</p> : null}
        <ul className="history">
          {audits.map((audit) => (
            <li key={audit.id}>
              <Link to={paths.audit(audit.id)}>{audit.time}</Link>
              <span>
                <AuditBadge row={{ ...audit, outdated: false }} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

type Kept = ReturnType<typeof useLoaderData<typeof loader>>['entry']['register'];

function Register({ register, closed }: { register: Kept; closed: boolean }) {
  const t = useText(entriesText);
  const c = useText(contestText);
  return (
    <section className="card">
      <h2>{t('registerTitle')}</h2>
      <p className="small muted">{t('registerLead')}</p>
      <Form method="post" className="stack">
        {channels.map((channel) => {
          const kept = register.find((row) => row.channel === channel);
          return (
            <fieldset key={channel} className="channel" disabled={closed}>
              <Field label={c(`channel_${channel}`)} name={channel} maxLength={200} defaultValue={kept?.value ?? ''} />
              <label className="check">
                <input type="checkbox" name={`${channel}-pasti`} defaultChecked={Boolean(kept?.confirmedAt)} />
                <span aria-hidden="true">{t('confirmed')}</span>
                <span className="visually-hidden">{t('confirmedOf', { channel: c(`channel_${channel}`) })}</span>
              </label>
            </fieldset>
          );
        })}
        {closed ? null : (
          <div>
            <Button name="intent" value="kontak">
              {t('save')}
            </Button>
          </div>
        )}
      </Form>
    </section>
  );
}
