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
import { formatPoints } from '#app/i18n/format.ts';
import { objectionLooksText } from '#app/i18n/objection-looks.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { notFound } from '#app/identity/session.server.ts';
import { enterLook } from '#app/judging/look-door.server.ts';
import { answerObjectionLook, objectionLook } from '#app/judging/objection-looks.server.ts';
import { ChangeLevel } from '#app/judging/second-look/change-levels.tsx';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import opdStyles from '#app/ui/styles/opd.css?url';

export const links = () => [styles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, lookId, locale } = await enterLook(request, params.lookId);
  const look = await objectionLook(viewer, lookId);
  if (!look) throw notFound();
  const { id: indicator, name } = look.indicator;
  const title = text(objectionLooksText, locale)('title', { indicator, name: localized(name, locale) });
  return { title, look };
}

const intents = z.enum(['keep', 'change']);

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, lookId, locale } = await enterLook(request, params.lookId);
  const form = await request.formData();
  const intent = intents.safeParse(form.get('intent'));
  const look = await objectionLook(viewer, lookId);
  if (!intent.success || !look) throw notFound();
  const level = intent.data === 'keep' ? null : Number(form.get(`tingkat-${look.indicator.id}`) ?? Number.NaN);
  const outcome = await answerObjectionLook(viewer, lookId, level);
  if (outcome.done) return redirect(paths.objectionLook(lookId));
  return data({ problem: text(objectionLooksText, locale)(`look_${outcome.why}`) }, { status: 422 });
}

export default function ObjectionLook() {
  const { title, look } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(objectionLooksText);
  const locale = useLocale();
  const { state, closed, answered, entry, url, entryId, indicator, scale, level, note, pictures } = look;
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('lead', { entry })}>
        <Link to={paths.judge()}>{t('all')}</Link>
      </PageHeader>
      {refused ? <Notice tone="danger" live title={refused.problem} /> : null}
      {state === 'open' ? null : (
        <Notice
          tone="success"
          live
          title={t(`look_${state}`, { level: answered === null ? '' : formatPoints(answered, locale, 1) })}
        />
      )}
      {state === 'open' && closed ? <Notice tone="warning">{t(`look_${closed}`)}</Notice> : null}
      <p className="muted">{t('private')}</p>
      <section className="card" aria-labelledby="isi-sanggahan">
        <h2 id="isi-sanggahan">{t('says')}</h2>
        <p className="quoted measure">{look.text}</p>
        {pictures.length > 0 ? (
          <ul className="attachments">
            {pictures.map((id, i) => (
              <li key={id}>
                <a href={paths.objectionPicture(id)} target="_blank" rel="noreferrer noopener">
                  <img src={paths.objectionPicture(id)} loading="lazy" alt={t('picture', { n: i + 1 })} />
                </a>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      <div className="row">
        {url ? (
          <a className="button" href={url} target="_blank" rel="noreferrer noopener">
            {t('site')}
          </a>
        ) : null}
        <ButtonLink to={paths.sheet(entryId)}>{t('sheet')}</ButtonLink>
      </div>
      {state === 'open' && closed === null ? (
        <Form method="post" className="stack">
          <div>
            <Button kind="primary" name="intent" value="keep">
              {t('keep')}
            </Button>
          </div>
          <h2>{t('changeTitle')}</h2>
          <ChangeLevel mark={{ indicator, level, note }} scale={scale} />
          <div>
            <Button name="intent" value="change">
              {t('change')}
            </Button>
          </div>
        </Form>
      ) : null}
    </Page>
  );
}
