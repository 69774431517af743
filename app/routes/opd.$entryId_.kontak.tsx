import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { contactsOnSite } from '#app/audit/shown-contacts.server.ts';
import { channels } from '#app/contest/channels.ts';
import { proposeContact } from '#app/contest/contact-proposals.server.ts';
import { registerOf } from '#app/contest/contact-register.server.ts';
import { readContact } from '#app/contest/contact-value.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ChannelQuestion } from '#app/ui/channel-question.tsx';
import { ContactHistory } from '#app/ui/contact-history.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { KeptWords } from '#app/ui/kept-words.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { ResponseTests } from '#app/ui/response-tests.tsx';
import opdStyles from '#app/ui/styles/opd.css?url';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [styles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Values of a channel shown at most. */
const SHOWN = 4;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { entry } = await requireOwnEntry({ request, params });
  const kept = await registerOf(entry.agencyId);
  const onSite = entry.auditId ? await contactsOnSite(entry.auditId) : null;
  return {
    title: text(contactsText, await readLocale(request))('ownTitle', { name: entry.name }),
    entryId: entry.entryId,
    proposals: kept.proposals.map(({ id: key, channel, value, state, reason, createdAt }) => ({
      id: key,
      channel,
      value,
      state,
      reason,
      at: createdAt.toISOString(),
    })),
    changes: kept.changes.map(({ createdAt, ...change }) => ({ ...change, at: createdAt.toISOString() })),
    tests: kept.tests,
    questions: channels.map((channel) => {
      const registered = kept.register.find((row) => row.channel === channel) ?? null;
      const value = registered ? (readContact(channel, registered.value).value ?? registered.value) : null;
      return {
        channel,
        registered: registered && { value: registered.value, confirmed: registered.confirmedAt !== null },
        // A page may list every village's number; those of SAPAMAS are other channels'.
        seen: onSite ? (channel === 'sapamas' ? [] : (onSite.get(channel) ?? []).slice(0, SHOWN)) : null,
        same: value !== null && (onSite?.get(channel)?.includes(value) ?? false),
        open: kept.proposals.find((each) => each.channel === channel && each.state === 'open')?.value ?? null,
      };
    }),
    sent: new URL(request.url).searchParams.has('terkirim'),
  };
}

const schema = z.object({ channel: z.enum(channels), value: z.string().max(200) });

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, entry } = await requireOwnEntry({ request, params });
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const { channel, value } = parsed.data;
  const refused = await proposeContact(entry.agencyId, channel, value, viewer);
  if (refused === null) return redirect(`${paths.webmasterContacts(entry.entryId)}?terkirim`);
  const t = text(contactsText, await readLocale(request));
  return data({ error: t(`refused_${refused}`), channel, value }, { status: 422 });
}

export default function OwnContacts() {
  const { title, entryId, proposals, changes, tests, questions, sent } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(contactsText);
  const c = useText(contestText);
  const locale = useLocale();
  return (
    <Page>
      <PageHeader title={title} lead={t('ownLead')}>
        <ButtonLink to={paths.webmasterEntry(entryId)} kind="quiet" reload>
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {refused ? (
        <Notice tone="danger" live title={t('refused')}>
          <p>{refused.error}</p>
        </Notice>
      ) : sent ? (
        <Notice tone="success" live>
          <p>{t('sent')}</p>
        </Notice>
      ) : null}
      <ul className="findings">
        {questions.map((question) => (
          <ChannelQuestion key={question.channel} question={question} />
        ))}
      </ul>
      <section className="card" aria-labelledby="usul">
        <h2 id="usul">{t('propose')}</h2>
        <Form key={proposals.length} method="post" className="stack">
          <KeptWords id={`usul:${entryId}`} mark={proposals.length} />
          <SelectField label={t('channel')} name="channel" defaultValue={refused?.channel}>
            {channels.map((channel) => (
              <option key={channel} value={channel}>
                {c(`channel_${channel}`)}
              </option>
            ))}
          </SelectField>
          <Field
            label={t('value')}
            hint={t('valueHint')}
            name="value"
            required
            maxLength={200}
            defaultValue={refused?.value ?? ''}
            error={refused?.error}
          />
          <div>
            <Button kind="primary">{t('send')}</Button>
          </div>
        </Form>
      </section>
      {proposals.length > 0 ? (
        <section className="stack stack--tight" aria-labelledby="usulan">
          <h2 id="usulan">{t('yourProposals')}</h2>
          <ol className="history">
            {proposals.map(({ id, channel, value, state, reason, at }) => (
              <li key={id}>
                <span>
                  {t('proposal', { channel: c(`channel_${channel}`), value, time: formatTime(at, locale) })}{' '}
                  <Badge tone={state === 'confirmed' ? 'success' : state === 'refused' ? 'danger' : 'neutral'}>
                    {t(`state_${state}`)}
                  </Badge>
                </span>
                {reason ? <span className="small">{t('because', { reason })}</span> : null}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <ResponseTests tests={tests} />
      <ContactHistory changes={changes} />
    </Page>
  );
}
