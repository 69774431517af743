import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { judgingText } from '#app/i18n/judging.ts';
import { secondLookText } from '#app/i18n/second-look.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { enterLook } from '#app/judging/look-door.server.ts';
import { ChangeLevel } from '#app/judging/second-look/change-levels.tsx';
import { answerLook, secondLook } from '#app/judging/second-look.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, lookId: askId, locale } = await enterLook(request, params.askId);
  const look = await secondLook(viewer, askId);
  if (!look) throw notFound();
  const title = text(secondLookText, locale)('title', { criterion: localized(look.criterion, locale) });
  return { title, look };
}

const intents = z.enum(['keep', 'change']);

/** Levels as the form sends them, `tingkat-<indicator>`; what is no number is left out. */
function levelsOf(form: FormData): Map<string, number> {
  return new Map(
    [...form].flatMap(([key, value]) => {
      const indicator = /^tingkat-(.+)$/.exec(key)?.[1];
      const level = Number(value);
      return indicator && Number.isFinite(level) ? [[indicator, level] as const] : [];
    }),
  );
}

/** The version whose words were on the screen, as the form sends it. */
function versionOf(form: FormData): number | null {
  return z.coerce.number().int().positive().safeParse(form.get('rubrik')).data ?? null;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, lookId: askId, locale } = await enterLook(request, params.askId);
  const form = await request.formData();
  const intent = intents.safeParse(form.get('intent'));
  if (!intent.success) throw notFound();
  const outcome = await answerLook(viewer, askId, intent.data === 'change' ? levelsOf(form) : null, versionOf(form));
  if (outcome.done) return redirect(paths.secondLook(askId));
  const { why } = outcome;
  const own = why === 'gone' || why === 'answered' || why === 'draft';
  const problem = own ? text(secondLookText, locale)(`refused_${why}`) : text(judgingText, locale)(`refused_${why}`);
  return data({ problem }, { status: 422 });
}

export default function SecondLook() {
  const { title, look } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(secondLookText);
  const j = useText(judgingText);
  const locale = useLocale();
  const criterion = localized(look.criterion, locale);
  const { closed, state, marks } = look;
  const open = state === 'open' && closed === null;
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('lead', { entry: look.entry, criterion })}>
        <Link to={paths.judge()}>{j('allSites')}</Link>
      </PageHeader>
      {refused ? <Notice tone="danger" live title={refused.problem} /> : null}
      {state === 'open' ? null : <Notice tone="success" live title={t(`done_${state}`)} />}
      {state === 'open' && closed ? (
        <Notice tone="warning">{closed === 'draft' ? t('refused_draft') : j(`refused_${closed}`)}</Notice>
      ) : null}
      <p className="muted">{t('private')}</p>
      <div className="row">
        {look.url ? (
          <a className="button" href={look.url} target="_blank" rel="noreferrer noopener">
            {t('openSite')}
          </a>
        ) : null}
        <ButtonLink to={paths.sheet(look.entryId)}>{t('openSheet')}</ButtonLink>
      </div>
      {open ? (
        <Form method="post" className="stack">
          <input type="hidden" name="rubrik" value={look.rubric} />
          <div>
            <Button kind="primary" name="intent" value="keep">
              {t('keep')}
            </Button>
          </div>
          {marks.length === 0 ? <p>{t('nothingToChange')}</p> : <h2>{t('changeTitle')}</h2>}
          {marks.map((mark) => (
            <ChangeLevel key={mark.indicator.id} mark={mark} scale={look.scale} />
          ))}
          {marks.length > 0 ? (
            <div>
              <Button name="intent" value="change">
                {t('change')}
              </Button>
            </div>
          ) : null}
        </Form>
      ) : null}
    </Page>
  );
}
