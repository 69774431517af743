import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { identityText } from '#app/i18n/identity.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { peopleText } from '#app/i18n/people.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { invite, readAgencies } from '#app/identity/door.server.ts';
import { type Faults, faultsOf, inviteInput } from '#app/identity/identity.schema.ts';
import { INVITATION_DAYS } from '#app/identity/invitation-days.ts';
import { roles } from '#app/identity/roles.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { OneTimeLink } from '#app/ui/one-time-link.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { useRoleName } from '#app/ui/role-name.ts';
import identityCss from '#app/ui/styles/identity.css?url';

export const links = () => [{ rel: 'stylesheet', href: identityCss }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const title = text(peopleText, await readLocale(request))('inviteTitle');
  return { agencies: await readAgencies(), title };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

/** `link`: shown once, so it travels in the answer to the POST and nowhere else. */
interface Answer {
  link: { name: string; url: string } | null;
  errors: Faults<string>;
  takenBy: { id: string; name: string } | null;
  values: Record<string, string>;
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const form = Object.fromEntries(await request.formData());
  const values = Object.fromEntries(Object.entries(form).map(([key, value]) => [key, String(value)]));
  const refuse = (errors: Faults<string>, takenBy: Answer['takenBy'] = null) =>
    data<Answer>({ link: null, errors, takenBy, values }, { status: 422 });

  const input = inviteInput.safeParse(form);
  if (!input.success) return refuse(faultsOf(input.error));
  const result = await invite(input.data, viewer.userId, request);
  if (!result.ok) return result.takenBy === null ? refuse({ agencyId: 'agencyMissing' }) : refuse({}, result.takenBy);
  const link = { name: input.data.name, url: result.url };
  return data<Answer>({ link, errors: {}, takenBy: null, values: {} });
}

export default function Invite() {
  const t = useText(peopleText);
  const answer = useActionData<Answer>();
  return (
    <Page narrow>
      <PageHeader title={t('inviteTitle')} lead={t('inviteLead', { days: INVITATION_DAYS })} />
      {answer?.link ? (
        <>
          <OneTimeLink key={answer.link.url} {...answer.link} />
          <div className="row">
            <ButtonLink to={paths.invitePerson()} kind="primary">
              {t('another')}
            </ButtonLink>
            <ButtonLink to={paths.people()}>{t('back')}</ButtonLink>
          </div>
        </>
      ) : (
        <InviteForm answer={answer} />
      )}
    </Page>
  );
}

function InviteForm({ answer }: { answer: Answer | undefined }) {
  const t = useText(peopleText);
  const faultText = useText(identityText);
  const roleName = useRoleName();
  const { agencies } = useLoaderData<typeof loader>();
  const values = answer?.values ?? {};
  const fault = (name: string) => {
    const found = answer?.errors[name];
    return found && faultText(found);
  };
  return (
    <Form method="post" className="card invite-form" noValidate>
      <SelectField
        label={t('role')}
        hint={t('roleHint')}
        name="role"
        required
        defaultValue={values.role ?? ''}
        error={fault('role')}
      >
        <option value="">{t('choose')}</option>
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </SelectField>
      <div className="invite-form__agency">
        <SelectField
          label={t('agency')}
          hint={agencies.length === 0 ? t('noAgencies') : null}
          name="agencyId"
          defaultValue={values.agencyId ?? ''}
          error={fault('agencyId')}
        >
          <option value="">{t('choose')}</option>
          {agencies.map((agency) => (
            <option key={agency.id} value={agency.id}>
              {agency.name}
            </option>
          ))}
        </SelectField>
      </div>
      <Field
        label={t('name')}
        hint={t('nameHint')}
        name="name"
        autoComplete="off"
        required
        maxLength={120}
        defaultValue={values.name}
        error={fault('name')}
      />
      <Field
        label={t('email')}
        hint={t('emailHint')}
        name="email"
        type="email"
        autoComplete="off"
        defaultValue={values.email}
        error={answer?.takenBy ? t('emailKnown', { name: answer.takenBy.name }) : fault('email')}
      />
      {answer?.takenBy ? (
        <div>
          <ButtonLink to={paths.person(answer.takenBy.id)}>{t('openOf', { name: answer.takenBy.name })}</ButtonLink>
        </div>
      ) : null}
      <div className="row">
        <Button kind="primary">{t('create')}</Button>
        <ButtonLink to={paths.people()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </div>
    </Form>
  );
}
