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
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { clientOf } from '#app/identity/client-of.server.ts';
import { emailInput } from '#app/identity/identity.schema.ts';
import { register, registrationAgencies } from '#app/identity/registrations.server.ts';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';

export const handle = { scripts: false };
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'robots', content: 'noindex' },
];

/** Agencies to choose from; the page does not exist while the organizer has not opened it. */
async function openAgencies() {
  const agencies = await registrationAgencies((await currentContest())?.id);
  if (!agencies) throw notFound();
  return agencies;
}

export async function loader({ request }: LoaderFunctionArgs) {
  return {
    agencies: await openAgencies(),
    title: text(webmastersText, await readLocale(request))('registerTitle'),
    done: new URL(request.url).searchParams.has('terima'),
  };
}

const fields = ['agencyId', 'name', 'email', 'duty'] as const;
const schema = z.object({
  agencyId: z.uuid(),
  name: z.string().trim().min(2).max(120),
  email: emailInput,
  duty: z.string().trim().min(5).max(200),
});

interface Refused {
  wrong: (typeof fields)[number][];
  minutes: number | null;
  typed: Record<string, string>;
}

export async function action({ request }: ActionFunctionArgs) {
  await openAgencies();
  const form = await request.formData();
  const typed = Object.fromEntries(fields.map((field) => [field, String(form.get(field) ?? '').slice(0, 300)]));
  const refuse = (wrong: Refused['wrong'], minutes: number | null, status: number) =>
    data<Refused>({ wrong, minutes, typed }, { status });
  const parsed = schema.safeParse(typed);
  if (!parsed.success) {
    const faulty = new Set(parsed.error.issues.map(({ path }) => path[0]));
    return refuse(
      fields.filter((field) => faulty.has(field)),
      null,
      422,
    );
  }
  const outcome = await register(parsed.data, clientOf(request));
  if (outcome.done) return redirect(`${paths.register()}?terima`);
  return outcome.why === 'no-agency' ? refuse(['agencyId'], null, 422) : refuse([], outcome.minutes, 429);
}

export default function Register() {
  const { agencies, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(webmastersText);
  const typed = refused?.typed ?? {};
  const error = (field: (typeof fields)[number]) => (refused?.wrong.includes(field) ? t(`wrong_${field}`) : undefined);
  return (
    <Page narrow>
      <PageHeader title={t('registerTitle')} lead={t('registerLead')} />
      {done && !refused ? (
        <Notice tone="success">
          <p>{t('registerDone')}</p>
        </Notice>
      ) : null}
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.minutes === null ? t('registerWrong') : t('registerTooMany', { n: refused.minutes })}</p>
        </Notice>
      ) : null}
      <form method="post" className="card" noValidate>
        <SelectField
          label={t('registerAgency')}
          name="agencyId"
          required
          defaultValue={typed.agencyId ?? ''}
          error={error('agencyId')}
        >
          <option value="">{t('choose')}</option>
          {agencies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field
          label={t('registerName')}
          name="name"
          autoComplete="name"
          required
          maxLength={120}
          defaultValue={typed.name}
          error={error('name')}
        />
        <Field
          label={t('registerEmail')}
          hint={t('registerEmailHint')}
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={typed.email}
          error={error('email')}
        />
        <Field
          label={t('registerDuty')}
          hint={t('registerDutyHint')}
          name="duty"
          autoComplete="organization-title"
          required
          maxLength={200}
          defaultValue={typed.duty}
          error={error('duty')}
        />
        <p className="muted small">{t('registerKept')}</p>
        <div>
          <Button kind="primary">{t('registerButton')}</Button>
        </div>
      </form>
    </Page>
  );
}
