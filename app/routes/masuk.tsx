import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { devicesText } from '#app/i18n/devices.ts';
import { identityText } from '#app/i18n/identity.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { localPath } from '#app/identity/local-path.ts';
import { findByCode } from '#app/identity/redeem-card.server.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { signIn } from '#app/identity/sign-in.server.ts';
import { readCode } from '#app/identity/sign-in-code.ts';
import { cardRefusal, comeIn } from '#app/judging/come-in.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { CardConfirm, CardRefused, type RefusedCard } from '#app/ui/card-confirm.tsx';
import { DeviceFloor } from '#app/ui/device-floor.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';

export const handle = { scripts: false };

export async function loader({ request }: LoaderFunctionArgs) {
  const next = localPath(new URL(request.url).searchParams.get('lanjut'));
  if (await getViewer(request)) throw redirect(next);
  return {
    next,
    register: (await currentContest())?.selfRegistration ?? false,
    left: new URL(request.url).searchParams.get('selesai') === 'akses',
    title: text(identityText, await readLocale(request))('signInTitle'),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

const field = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

interface CodeAnswer {
  form: 'code';
  typed: string;
  problem: 'wrong' | { minutes: number } | null;
  /** The card lets nobody in. */
  refused: RefusedCard | null;
  confirm: { name: string; expiresAt: Date; attempt: string; code: string; replaces: string | null } | null;
}

/** A judge's typed code: first whose card it is, then, confirmed, the way in. Both count against the limit of wrong codes. */
async function byCode(form: FormData, request: Request) {
  const typed = field(form, 'code').slice(0, 40);
  const answer = (change: Partial<CodeAnswer>, status = 200) =>
    data<CodeAnswer>({ form: 'code', typed, problem: null, refused: null, confirm: null, ...change }, { status });
  const code = readCode(typed);
  const found = code ? await findByCode(code, request) : null;
  if (found && !found.ok && found.reason === 'tooMany') return answer({ problem: { minutes: found.minutes } }, 429);
  if (!code || !found?.ok) return answer({ problem: 'wrong' }, 422);
  const attempt = field(form, 'attempt');
  if (form.get('intent') === 'card' && attempt) {
    const result = await comeIn({ code }, attempt, request);
    return result.ok ? redirect(paths.judge(), { headers: result.headers }) : answer({ refused: result.reason }, 410);
  }
  const refused = await cardRefusal(found.card);
  if (refused) return answer({ refused }, 410);
  const { name, expiresAt, userId } = found.card;
  const viewer = await getViewer(request);
  const replaces = viewer && viewer.userId !== userId ? viewer.name : null;
  return answer({ confirm: { name, expiresAt, attempt: crypto.randomUUID(), code, replaces } });
}

async function byPassword(form: FormData, request: Request) {
  const email = field(form, 'email').slice(0, 254);
  const shared = form.get('shared') === 'on';
  const result = await signIn({ email, password: field(form, 'password'), shared }, request);
  // `/` leads each role to its own start.
  if (result.ok) return redirect(localPath(form.get('lanjut')), { headers: result.headers });
  const minutes = result.reason === 'tooMany' ? result.minutes : null;
  return data({ form: 'password' as const, email, shared, minutes }, { status: minutes === null ? 422 : 429 });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const intent = form.get('intent');
  return intent === 'code' || intent === 'card' ? await byCode(form, request) : await byPassword(form, request);
}

export default function SignIn() {
  const t = useText(identityText);
  const d = useText(devicesText);
  const { register, left } = useLoaderData<typeof loader>();
  const w = useText(webmastersText);
  const answer = useActionData<typeof action>();
  if (answer?.form === 'code' && answer.confirm) return <CardConfirm {...answer.confirm} />;
  if (answer?.form === 'code' && answer.refused) return <CardRefused reason={answer.refused} />;
  return (
    <Page narrow>
      <PageHeader title={t('signInTitle')} />
      {left && !answer ? (
        <Notice tone="success" title={w('leftTitle')}>
          <p>{w('leftBody')}</p>
        </Notice>
      ) : null}
      <DeviceFloor />
      <section className="card" aria-labelledby="juri">
        <h2 id="juri">{d('codeTitle')}</h2>
        <p>{d('codeLead')}</p>
        <CodeForm answer={answer?.form === 'code' ? answer : null} />
        <p className="muted small">{d('floor')}</p>
      </section>
      <section className="card" aria-labelledby="lainnya">
        <h2 id="lainnya">{d('othersTitle')}</h2>
        <PasswordForm answer={answer?.form === 'password' ? answer : null} />
      </section>
      {register ? (
        <p>
          <a href={paths.register()}>{w('registerLink')}</a>
        </p>
      ) : null}
    </Page>
  );
}

function CodeForm({ answer }: { answer: Pick<CodeAnswer, 'typed' | 'problem'> | null }) {
  const d = useText(devicesText);
  const problem = answer?.problem;
  return (
    <Form method="post" className="stack" reloadDocument noValidate>
      <input type="hidden" name="intent" value="code" />
      <Field
        label={d('code')}
        hint={d('codeHint')}
        name="code"
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        defaultValue={answer?.typed}
        error={
          problem === 'wrong' ? d('codeWrong') : problem ? d('codeTooMany', { minutes: problem.minutes }) : undefined
        }
      />
      <div>
        <Button kind="primary">{d('codeButton')}</Button>
      </div>
    </Form>
  );
}

interface PasswordAnswer {
  email: string;
  shared: boolean;
  minutes: number | null;
}

function PasswordForm({ answer }: { answer: PasswordAnswer | null }) {
  const t = useText(identityText);
  const { next } = useLoaderData<typeof loader>();
  return (
    <Form method="post" className="stack" reloadDocument>
      {answer ? (
        <Notice tone="danger" live>
          <p>{answer.minutes === null ? t('signInWrong') : t('signInTooMany', { minutes: answer.minutes })}</p>
        </Notice>
      ) : null}
      <input type="hidden" name="lanjut" value={next} />
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={answer?.email}
      />
      <Field label={t('password')} name="password" type="password" autoComplete="current-password" required />
      <label className="check">
        <input type="checkbox" name="shared" defaultChecked={answer?.shared} />
        <span>
          {t('shared')}
          <br />
          <span className="muted small">{t('sharedHint')}</span>
        </span>
      </label>
      <div>
        <Button kind="primary">{t('signInButton')}</Button>
      </div>
    </Form>
  );
}
