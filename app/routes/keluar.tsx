import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { identityText } from '#app/i18n/identity.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { usesPassword } from '#app/identity/roles.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { signOut } from '#app/identity/sign-in.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { forgetAll } from '#app/ui/kept-words-store.ts';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request);
  if (!viewer) throw redirect(paths.signIn());
  const title = text(identityText, await readLocale(request))('signOutTitle');
  return { needsLink: !usesPassword(viewer.role), title };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function action({ request }: ActionFunctionArgs) {
  return redirect(paths.home(), { headers: await signOut(request) });
}

export default function SignOut() {
  const t = useText(identityText);
  const { needsLink } = useLoaderData<typeof loader>();
  return (
    <Page narrow>
      <PageHeader title={t('signOutTitle')} lead={t('signOutLead')} />
      {needsLink ? (
        <Notice tone="warning">
          <p>{t('signOutJudge')}</p>
        </Notice>
      ) : null}
      <Form method="post" className="row" reloadDocument onSubmit={forgetAll}>
        <Button kind="primary">{t('signOutButton')}</Button>
        <ButtonLink to={paths.account()} reload>
          {t('signOutBack')}
        </ButtonLink>
      </Form>
    </Page>
  );
}
