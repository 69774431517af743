import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { identityText } from '#app/i18n/identity.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { localPath } from '#app/identity/local-path.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { signIn } from '#app/identity/sign-in.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';

export const handle = { scripts: false };

export async function loader({ request }: LoaderFunctionArgs) {
  const next = localPath(new URL(request.url).searchParams.get('lanjut'));
  if (await getViewer(request)) throw redirect(next);
  return { next, title: text(identityText, await readLocale(request))('signInTitle') };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

const field = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const email = field(form, 'email').slice(0, 254);
  const shared = form.get('shared') === 'on';
  const result = await signIn({ email, password: field(form, 'password'), shared }, request);
  // `/` leads each role to its own start.
  if (result.ok) return redirect(localPath(form.get('lanjut')), { headers: result.headers });
  const minutes = result.reason === 'tooMany' ? result.minutes : null;
  return data({ email, shared, minutes }, { status: minutes === null ? 422 : 429 });
}

export default function SignIn() {
  const t = useText(identityText);
  const { next } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page narrow>
      <PageHeader title={t('signInTitle')} lead={t('signInLead')} />
      {refused ? (
        <Notice tone="danger" live>
          <p>{refused.minutes === null ? t('signInWrong') : t('signInTooMany', { minutes: refused.minutes })}</p>
        </Notice>
      ) : null}
      <Form method="post" className="card" reloadDocument>
        <input type="hidden" name="lanjut" value={next} />
        <Field
          label={t('email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={refused?.email}
        />
        <Field label={t('password')} name="password" type="password" autoComplete="current-password" required />
        <label className="check">
          <input type="checkbox" name="shared" defaultChecked={refused?.shared} />
          <span>
            {t('shared')}
            <br />
            <span className="muted small">{t('sharedHint')}</span>
          </span>
        </label>
        <Button kind="primary">{t('signInButton')}</Button>
      </Form>
      <Notice title={t('judgeTitle')}>
        <p>{t('judgeBody')}</p>
      </Notice>
    </Page>
  );
}
