import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { formatTime } from '#app/i18n/format.ts';
import { identityText } from '#app/i18n/identity.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { webmastersText } from '#app/i18n/webmasters.ts';
import { type Faults, faultsOf, newAccountInput, resetPasswordInput } from '#app/identity/identity.schema.ts';
import { redeemInvitation } from '#app/identity/invitations.server.ts';
import { joinByInvitation, mayJoin } from '#app/identity/join-agency.server.ts';
import { readInvitation } from '#app/identity/read-invitation.server.ts';
import { usesPassword } from '#app/identity/roles.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { homeOf } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { ClosedInvitation } from '#app/ui/closed-invitation.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { useRoleName } from '#app/ui/role-name.ts';

/** A refused POST shows the link's new state: single fetch would not load it again after a 4xx. */
export const shouldRevalidate = () => true;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const [invitation, viewer] = await Promise.all([readInvitation(params.token ?? ''), getViewer(request)]);
  const t = text(identityText, await readLocale(request));
  if (!invitation) return data({ state: 'unknown' as const, title: t('unknownTitle') }, { status: 404 });
  const { state, role, expiresAt } = invitation;
  if (state !== 'open') {
    // A link tapped twice on the same device has done its work.
    if (viewer && viewer.userId === invitation.usedBy) throw redirect(homeOf(viewer.role));
    return data({ state, role, expiresAt, title: t(`${state}Title`) }, { status: 410 });
  }
  const kind = !usesPassword(role) ? ('link' as const) : invitation.userId ? ('reset' as const) : ('account' as const);
  return data({
    state,
    kind,
    role,
    expiresAt,
    name: invitation.name,
    email: invitation.email ?? '',
    agency: invitation.agency?.name ?? null,
    invitedBy: invitation.invitedBy,
    known: invitation.userId !== null,
    isHandover: invitation.isHandover,
    joinAs: viewer && mayJoin(viewer, invitation) ? viewer.name : null,
    replaces: viewer && viewer.userId !== invitation.userId ? viewer.name : null,
    title: t('inviteTitle', { name: invitation.name }),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: 'robots', content: 'noindex' },
];

interface Refused {
  errors: Faults<string>;
  values: { name: string; email: string };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const token = params.token ?? '';
  const form = Object.fromEntries(await request.formData());
  const refuse = (errors: Faults<string>) =>
    data<Refused>(
      { errors, values: { name: String(form.name ?? ''), email: String(form.email ?? '') } },
      { status: 422 },
    );

  const invitation = await readInvitation(token);
  if (invitation?.state !== 'open') return data(null, { status: invitation ? 410 : 404 });
  if (form.intent === 'join') {
    const viewer = await getViewer(request);
    const joined = viewer !== null && (await joinByInvitation(token, viewer));
    return joined ? redirect(homeOf('webmaster')) : data(null, { status: 409 });
  }
  const schema = invitation.userId ? resetPasswordInput : newAccountInput;
  const input = usesPassword(invitation.role) ? schema.safeParse(form) : null;
  if (input && !input.success) return refuse(faultsOf(input.error));
  const result = await redeemInvitation(token, input?.data ?? {}, request);
  if (result.ok) return redirect(homeOf(result.role), { headers: result.headers });
  if (result.reason === 'emailTaken') return refuse({ email: 'emailTaken' });
  if (result.reason === 'incomplete') return refuse({ password: 'passwordShort' });
  return data(null, { status: result.reason === 'unknown' ? 404 : 410 });
}

type Open = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { state: 'open' }>;

export default function InvitationPage() {
  const page = useLoaderData<typeof loader>();
  if (page.state !== 'open') return <ClosedInvitation {...page} />;
  return <OpenInvitation {...page} />;
}

function useHeading(page: Open): { title: string; lead: string } {
  const t = useText(identityText);
  const role = useRoleName()(page.role);
  const { name, invitedBy: inviter, agency } = page;
  if (page.kind === 'reset') return { title: t('resetTitle'), lead: t('resetLead', { name }) };
  if (page.known) return { title: t('deviceTitle'), lead: t('deviceLead', { name }) };
  if (inviter === null) return { title: t('firstTitle'), lead: t('firstLead') };
  const lead = agency ? t('inviteLeadAgency', { inviter, role, agency }) : t('inviteLead', { inviter, role });
  return { title: t('inviteTitle', { name }), lead };
}

function OpenInvitation(page: Open) {
  const t = useText(identityText);
  const locale = useLocale();
  const refused = useActionData<Refused | null>();
  // A second tap would spend the link in a request whose answer, and cookie, the browser throws away.
  const busy = useNavigation().state !== 'idle';
  const heading = useHeading(page);
  const w = useText(webmastersText);
  const fault = (name: string) => {
    const found = refused?.errors[name];
    return found && t(found);
  };
  const accept = page.invitedBy === null ? 'acceptFirst' : 'accept';
  const button = page.kind === 'reset' ? 'acceptReset' : page.known ? 'acceptDevice' : accept;
  return (
    <Page narrow>
      <PageHeader title={heading.title} lead={heading.lead} />
      {page.isHandover ? (
        <Notice>
          <p>{w('succeeds', { inviter: page.invitedBy ?? w('someone'), agency: page.agency ?? '' })}</p>
        </Notice>
      ) : null}
      {page.joinAs ? (
        <Form method="post" className="card">
          <p>{w('joinAs', { name: page.joinAs, agency: page.agency ?? '' })}</p>
          <div>
            <Button kind="primary" name="intent" value="join" disabled={busy}>
              {w('joinButton')}
            </Button>
          </div>
          <p className="muted small">{w('joinOr')}</p>
        </Form>
      ) : null}
      {page.replaces ? (
        <Notice tone="warning">
          <p>{t('replaces', { name: page.replaces })}</p>
        </Notice>
      ) : null}
      <Form method="post" className="card" noValidate>
        {page.kind === 'link' ? <p>{t('inviteJudge')}</p> : null}
        {page.kind === 'account' && page.invitedBy === null ? (
          <Field
            label={t('yourName')}
            name="name"
            autoComplete="name"
            required
            maxLength={120}
            defaultValue={refused?.values.name}
            error={fault('name')}
          />
        ) : null}
        {page.kind === 'account' ? (
          <Field
            label={t('email')}
            hint={t('inviteEmailHint')}
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={refused?.values.email ?? page.email}
            error={fault('email')}
          />
        ) : null}
        {page.kind === 'link' ? null : (
          <>
            <Field
              label={t('password')}
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
          </>
        )}
        <Button kind="primary" disabled={busy}>
          {t(busy ? 'accepting' : button)}
        </Button>
        <p className="muted small">{t('validUntil', { time: formatTime(page.expiresAt, locale) })}</p>
      </Form>
    </Page>
  );
}
