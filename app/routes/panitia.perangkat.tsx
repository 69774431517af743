import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { devicesText } from '#app/i18n/devices.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { cardOrigin, cutDeviceOff, printCards, readCardDesk, takeCardBack } from '#app/identity/card-desk.server.ts';
import { namesOf, printInput, twice } from '#app/identity/card-print.schema.ts';
import { qrPicture } from '#app/identity/card-qr.server.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { showCode } from '#app/identity/sign-in-code.ts';
import { departedJudges } from '#app/judging/departures.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { CardForm } from '#app/ui/card-form.tsx';
import { CardSheet, type SheetCard } from '#app/ui/card-sheet.tsx';
import { DeviceTable } from '#app/ui/device-table.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import cardsCss from '#app/ui/styles/cards.css?url';
import identityCss from '#app/ui/styles/identity.css?url';

export const links = () => [
  { rel: 'stylesheet', href: identityCss },
  { rel: 'stylesheet', href: cardsCss },
];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const title = text(devicesText, await readLocale(request))('title');
  const contest = await currentContest();
  const [desk, departed] = await Promise.all([readCardDesk(), contest ? departedJudges(contest.id) : []]);
  return { title, departed, ...desk };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

/** `sheet` is shown once, so it travels in the answer to the POST and nowhere else. */
interface Answer {
  sheet?: { cards: SheetCard[]; contest: string | null; origin: string; loopback: boolean };
  refused?: { problem: string; names: string; chosen: string[]; count: number };
  done?: string;
  failed?: string;
}

async function print(form: FormData, by: string, request: Request) {
  const t = text(devicesText, await readLocale(request));
  const written = String(form.get('names') ?? '');
  const names = namesOf(written);
  const ids = (name: string) => form.getAll(name).map(String);
  const [userIds, invitationIds] = [ids('judge'), ids('invitation')];
  const given = { userIds, invitationIds, names, count: form.get('count') };
  const refuse = (problem: string) => {
    const kept = { names: written, chosen: [...userIds, ...invitationIds], count: Number(form.get('count')) || 1 };
    return data<Answer>({ refused: { problem, ...kept } }, { status: 422 });
  };
  if (userIds.length + invitationIds.length + names.length === 0) return refuse(t('nobodyChosen'));
  const double = twice(names);
  if (double) return refuse(t('nameTwice', { name: double }));
  const parsed = printInput.safeParse(given);
  if (!parsed.success) {
    if (parsed.error.issues.some((issue) => issue.path[0] === 'names')) return refuse(t('nameLong'));
    throw notFound();
  }
  const printing = await printCards(parsed.data, by);
  if (!printing.ok) return refuse(t(printing.why, { name: printing.name }));
  const { origin, loopback } = cardOrigin(request);
  const cards = printing.cards.map(({ id, name, slot, of, token, code, expiresAt }) => {
    const qr = qrPicture(new URL(paths.signInCard(token), origin).href);
    return { id, name, slot, of, expiresAt, code: showCode(code), qr };
  });
  const contest = await currentContest();
  return data<Answer>({ sheet: { cards, contest: contest?.name ?? null, origin, loopback } });
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const form = await request.formData();
  const intent = form.get('intent');
  if (intent === 'print') return await print(form, viewer.userId, request);
  const t = text(devicesText, await readLocale(request));
  const id = z.uuid().safeParse(form.get(intent === 'cutOff' ? 'device' : 'card'));
  if (!id.success || (intent !== 'cutOff' && intent !== 'revoke')) throw notFound();
  if (intent === 'revoke') {
    const gone = await takeCardBack(id.data, viewer.userId);
    return data<Answer>(gone ? { done: t('revoked') } : { failed: t('revokeGone') });
  }
  const cut = await cutDeviceOff(id.data, viewer.userId);
  if (!cut) return data<Answer>({ failed: t('cutGone') });
  const { judge, unsent } = cut;
  return data<Answer>({ done: t(unsent ? 'cutDoneUnsent' : 'cutDone', { judge, n: unsent ?? 0 }) });
}

const RENEW_MS = 20_000;

export default function JudgeDevices() {
  const { title, judges, invited, departed, devices } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const t = useText(devicesText);
  const { revalidate } = useRevalidator();
  const printing = answer?.sheet !== undefined;
  useEffect(() => {
    if (printing) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && revalidate(), RENEW_MS);
    return () => clearInterval(timer);
  }, [printing, revalidate]);
  if (answer?.sheet) return <CardSheet {...answer.sheet} />;
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')} />
      {answer?.done ? <Notice tone="success" live title={answer.done} /> : null}
      {answer?.failed ? <Notice tone="warning" live title={answer.failed} /> : null}
      <section className="stack stack--tight">
        <h2>{t('devicesTitle', { n: devices.length })}</h2>
        <p className="muted measure">{t('devicesLead')}</p>
        <DeviceTable devices={devices} />
      </section>
      <section className="stack stack--tight">
        <h2>{t('printTitle')}</h2>
        <CardForm judges={judges} invited={invited} departed={departed} refused={answer?.refused} />
      </section>
      <Unused />
    </Page>
  );
}

function Unused() {
  const { unused } = useLoaderData<typeof loader>();
  const t = useText(devicesText);
  const locale = useLocale();
  if (unused.length === 0) return null;
  return (
    <section className="stack stack--tight">
      <h2>{t('unusedTitle', { n: unused.length })}</h2>
      <ul className="people">
        {unused.map(({ id, name, slot, state, expiresAt }) => (
          <li key={id} className="people__row">
            <div className="people__text">
              <strong>{name}</strong>
              <span className="muted small">{`${t('device')} ${slot}`}</span>
              <Badge tone={state === 'open' ? 'info' : 'warning'}>
                {t(state === 'open' ? 'cardOpenUntil' : 'cardExpired', { time: formatTime(expiresAt, locale) })}
              </Badge>
            </div>
            <Form method="post">
              <input type="hidden" name="card" value={id} />
              <Button name="intent" value="revoke" aria-label={t('revokeOf', { name, slot })}>
                {t('revoke')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
