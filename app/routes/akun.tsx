import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { identityText } from '#app/i18n/identity.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import {
  endOwnSession,
  readAccount,
  setSiteLetters,
  signOutEverywhere,
  wantsSiteLetters,
} from '#app/identity/account.server.ts';
import { changePasswordInput, type Faults, faultsOf } from '#app/identity/identity.schema.ts';
import { usesPassword } from '#app/identity/roles.ts';
import { notFound, requireSession } from '#app/identity/session.server.ts';
import { changePassword } from '#app/identity/sign-in.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { useRoleName } from '#app/ui/role-name.ts';
import { SessionList } from '#app/ui/session-list.tsx';
import { SiteLetters } from '#app/ui/site-letters.tsx';
import identityCss from '#app/ui/styles/identity.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: identityCss }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { viewer, sessionId } = await requireSession(request);
  const account = await readAccount(viewer.userId);
  if (!account) throw notFound();
  const title = text(identityText, await readLocale(request))('accountTitle');
  const siteLetters = viewer.role === 'webmaster' ? await wantsSiteLetters(viewer.userId) : null;
  return { ...account, sessionId, title, siteLetters };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

const done = (what: string) => redirect(`${paths.account()}?selesai=${what}`);

interface Refused {
  errors: Faults<string>;
  minutes: number | null;
}

export async function action({ request }: ActionFunctionArgs) {
  const { viewer } = await requireSession(request);
  const form = Object.fromEntries(await request.formData());
  switch (form.intent) {
    case 'endSession': {
      const id = z.uuid().safeParse(form.session);
      if (!id.success) throw notFound();
      await endOwnSession(viewer.userId, id.data);
      return done('perangkat');
    }
    case 'siteLetters': {
      if (viewer.role !== 'webmaster') throw notFound();
      await setSiteLetters(viewer.userId, form.on === '1');
      return done('surel');
    }
    case 'everywhere':
      return redirect(paths.home(), { headers: await signOutEverywhere(viewer.userId, request) });
    case 'password': {
      const input = changePasswordInput.safeParse(form);
      if (!input.success) {
        return data<Refused>({ errors: faultsOf(input.error), minutes: null }, { status: 422 });
      }
      const result = await changePassword(input.data, request, viewer.userId);
      if (result.ok) {
        const answer = done('sandi');
        for (const cookie of result.headers.getSetCookie()) answer.headers.append('Set-Cookie', cookie);
        return answer;
      }
      if (result.reason === 'tooMany') {
        return data<Refused>({ errors: {}, minutes: result.minutes }, { status: 429 });
      }
      return data<Refused>({ errors: { current: 'passwordWrong' }, minutes: null }, { status: 422 });
    }
    default:
      throw notFound();
  }
}

export default function Account() {
  const t = useText(identityText);
  const roleName = useRoleName();
  const { person, sessions, sessionId, siteLetters } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const finished = refused ? null : search.get('selesai');
  return (
    <Page narrow>
      <PageHeader title={t('accountTitle')}>
        <ButtonLink to={paths.signOut()} reload>
          {t('signOutButton')}
        </ButtonLink>
      </PageHeader>
      {finished === 'perangkat' ? <Notice tone="success" live title={t('sessionEnded')} /> : null}
      {finished === 'sandi' ? <Notice tone="success" live title={t('changed')} /> : null}
      <section className="card">
        <h2>{person.name}</h2>
        <dl className="facts">
          <dt>{t('role')}</dt>
          <dd>{roleName(person.role)}</dd>
          {person.email ? (
            <>
              <dt>{t('email')}</dt>
              <dd>{person.email}</dd>
            </>
          ) : null}
          {person.agencies.length > 0 ? (
            <>
              <dt>{t('agency')}</dt>
              <dd>{person.agencies.join(', ')}</dd>
            </>
          ) : null}
        </dl>
      </section>
      <section className="card">
        <h2>{t('sessionsTitle')}</h2>
        <p className="muted">{t(person.hasPassword ? 'sessionsLeadPassword' : 'sessionsLead')}</p>
        <SessionList sessions={sessions} currentId={sessionId} />
        {usesPassword(person.role) ? null : <p className="muted small">{t('everywhereJudge')}</p>}
        <Form method="post" reloadDocument>
          <Button kind="danger" name="intent" value="everywhere">
            {t('everywhereButton')}
          </Button>
        </Form>
      </section>
      {siteLetters === null ? null : <SiteLetters on={siteLetters} changed={finished === 'surel'} />}
      {person.hasPassword ? <PasswordForm refused={refused} /> : null}
    </Page>
  );
}

function PasswordForm({ refused }: { refused: Refused | undefined }) {
  const t = useText(identityText);
  const { person } = useLoaderData<typeof loader>();
  const fault = (name: string) => {
    const found = refused?.errors[name];
    return found && t(found);
  };
  return (
    <section className="card" id="sandi">
      <h2>{t('changeTitle')}</h2>
      <p className="muted">{t('changeLead')}</p>
      {refused?.minutes ? <Notice tone="danger" live title={t('changeTooMany', { minutes: refused.minutes })} /> : null}
      <Form method="post" className="stack" reloadDocument>
        <input type="email" name="username" autoComplete="username" defaultValue={person.email ?? ''} hidden readOnly />
        <Field
          label={t('current')}
          name="current"
          type="password"
          autoComplete="current-password"
          required
          error={fault('current')}
        />
        <Field
          label={t('newPassword')}
          hint={t('passwordHint')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
          error={fault('password')}
        />
        <Field
          label={t('repeat')}
          name="repeat"
          type="password"
          autoComplete="new-password"
          required
          error={fault('repeat')}
        />
        <div>
          <Button name="intent" value="password">
            {t('changeButton')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
