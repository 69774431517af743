import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { apiText } from '#app/i18n/exports.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { apiTokensOf, MOST_TOKENS, makeApiToken, revokeApiToken } from '#app/identity/api-tokens.server.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const tokens = await apiTokensOf(viewer.userId);
  const said = (at: Date | null) => at && formatTime(at, locale);
  return {
    title: text(apiText, locale)('title'),
    most: MOST_TOKENS,
    revoked: new URL(request.url).searchParams.has('dicabut'),
    tokens: tokens.map(({ id, name, createdAt, lastUsedAt, revokedAt }) => ({
      ...{ id, name, createdAt: formatTime(createdAt, locale) },
      ...{ lastUsedAt: said(lastUsedAt), revokedAt: said(revokedAt) },
    })),
  };
}

interface Answer {
  name: string;
  token: string | null;
  why: 'name' | 'tooMany' | 'gone' | null;
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const form = await request.formData();
  if (form.get('intent') === 'cabut') {
    const id = z.uuid().safeParse(form.get('token'));
    if (id.success && (await revokeApiToken(viewer.userId, id.data))) return redirect(`${paths.apiTokens()}?dicabut`);
    return data<Answer>({ name: '', token: null, why: 'gone' }, { status: 422 });
  }
  const name = String(form.get('nama') ?? '').trim();
  const outcome = await makeApiToken(viewer.userId, name);
  if (!outcome.made) return data<Answer>({ name, token: null, why: outcome.why }, { status: 422 });
  return data<Answer>({ name, token: outcome.token, why: null }, { headers: { 'Cache-Control': 'no-store' } });
}

export default function ApiTokens() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(apiText);
  const error = answer?.why ? t(`error_${answer.why}`, { n: page.most }) : undefined;
  return (
    <Page narrow>
      <PageHeader title={t('title')} lead={t('lead')}>
        <ButtonLink to={paths.apiDescription()} kind="quiet" reload>
          {t('describe')}
        </ButtonLink>
      </PageHeader>
      {page.revoked && !answer ? (
        <Notice tone="success" live>
          <p>{t('revokedDone')}</p>
        </Notice>
      ) : null}
      {answer?.why === 'gone' ? (
        <Notice tone="danger" live>
          <p>{error}</p>
        </Notice>
      ) : null}
      {answer?.token ? (
        <section className="card">
          <h2>{t('made', { name: answer.name })}</h2>
          <Notice tone="warning" live>
            <p>{t('once')}</p>
          </Notice>
          <Field label={t('token')} readOnly value={answer.token} onFocus={(event) => event.currentTarget.select()} />
          <p className="small muted">{t('how')}</p>
        </section>
      ) : (
        <Form method="post" className="card" noValidate>
          <Field
            label={t('newName')}
            hint={t('newNameHint')}
            name="nama"
            required
            maxLength={100}
            defaultValue={answer?.why === 'gone' ? '' : (answer?.name ?? '')}
            error={answer?.why === 'gone' ? undefined : error}
          />
          <div>
            <Button kind="primary">{t('make')}</Button>
          </div>
        </Form>
      )}
      <section className="stack" aria-labelledby="daftar">
        <h2 id="daftar">{t('listTitle')}</h2>
        {page.tokens.length === 0 ? <p>{t('none')}</p> : <TokenList tokens={page.tokens} />}
      </section>
    </Page>
  );
}

function TokenList({ tokens }: { tokens: ReturnType<typeof useLoaderData<typeof loader>>['tokens'] }) {
  const t = useText(apiText);
  return (
    <ul className="blockers">
      {tokens.map(({ id, name, createdAt, lastUsedAt, revokedAt }) => (
        <li key={id} className="blocker">
          <div className="blocker__body">
            <p className="blocker__what">
              {name} <Badge tone={revokedAt ? 'neutral' : 'success'}>{t(revokedAt ? 'revoked' : 'active')}</Badge>
            </p>
            <p className="small muted">
              {t('createdAt', { time: createdAt })};{' '}
              {revokedAt
                ? t('revokedAt', { time: revokedAt })
                : lastUsedAt
                  ? t('usedAt', { time: lastUsedAt })
                  : t('unused')}
            </p>
          </div>
          {revokedAt ? null : (
            <Form method="post">
              <input type="hidden" name="token" value={id} />
              <Button name="intent" value="cabut" aria-label={t('revokeOf', { name })}>
                {t('revoke')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
