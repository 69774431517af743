import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { devicesText } from '#app/i18n/devices.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { readCard } from '#app/identity/sign-in-cards.server.ts';
import { type CardRefusal, cardRefusal, comeIn } from '#app/judging/come-in.server.ts';
import { homeOf, paths } from '#app/paths.ts';
import { CardConfirm, CardRefused } from '#app/ui/card-confirm.tsx';

/** No script: it must work in whatever browser scanned the QR. */
export const handle = { scripts: false };

const statusOf = (refusal: CardRefusal) =>
  refusal === 'unknown' ? 404 : refusal === 'notJudge' || refusal === 'departed' ? 403 : 410;

/** What a scanned QR opens. Reading spends nothing: previews in messengers open links too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [card, viewer] = await Promise.all([readCard({ token: params.token ?? '' }), getViewer(request)]);
  const t = text(devicesText, await readLocale(request));
  const refusal = await cardRefusal(card);
  // Scanned again on the device that is in already: it has done its work.
  if (refusal === 'used' && viewer && viewer.userId === card?.userId) throw redirect(homeOf(viewer.role));
  if (refusal || !card) {
    const reason = refusal ?? 'unknown';
    return data({ reason, title: t(`refused_${reason}`) }, { status: statusOf(reason) });
  }
  const { name, expiresAt, userId } = card;
  return data({
    reason: null,
    title: t('confirmTitle', { name }),
    card: {
      name,
      expiresAt,
      attempt: crypto.randomUUID(),
      replaces: viewer && viewer.userId !== userId ? viewer.name : null,
    },
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: 'robots', content: 'noindex' },
];

export async function action({ request, params }: ActionFunctionArgs) {
  const attempt = (await request.formData()).get('attempt');
  if (typeof attempt !== 'string' || !attempt) return redirect(paths.signInCard(params.token ?? ''));
  const result = await comeIn({ token: params.token ?? '' }, attempt, request);
  if (result.ok) return redirect(paths.judge(), { headers: result.headers });
  return data({ reason: result.reason }, { status: statusOf(result.reason) });
}

export default function SignInCard() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const reason = refused?.reason ?? page.reason;
  if (reason || !('card' in page)) return <CardRefused reason={reason ?? 'unknown'} />;
  return <CardConfirm {...page.card} />;
}
