import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { z } from 'zod';
import { formatPoints } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { wordLooksText } from '#app/i18n/word-looks.ts';
import { notFound } from '#app/identity/session.server.ts';
import { enterLook } from '#app/judging/look-door.server.ts';
import { WordsCompared } from '#app/judging/second-look/words-compared.tsx';
import { Levels } from '#app/judging/sheet/levels.tsx';
import { answerWordLook, type WordAnswer, wordLook } from '#app/judging/word-looks.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import cards from '#app/ui/styles/table-cards.css?url';

export const links = () => [styles, cards].map((href) => ({ rel: 'stylesheet', href }));
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const ownWords = ['answered', 'gone', 'ruled', 'levelOffScale'] as const;
type Why = Extract<WordAnswer, { done: false }>['why'];

function inWords(why: Why, locale: Parameters<typeof text>[1]): string {
  const own = ownWords.find((each) => each === why);
  if (own) return text(wordLooksText, locale)(`look_${own}`);
  return text(judgingText, locale)(`refused_${why as Exclude<Why, (typeof ownWords)[number]>}`);
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, lookId, locale } = await enterLook(request, params.lookId);
  const look = await wordLook(viewer, lookId);
  if (!look) throw notFound();
  const { id: indicator, name } = look.indicator;
  const title = text(wordLooksText, locale)(look.before ? 'title' : 'newTitle', {
    indicator,
    name: localized(name, locale),
  });
  return { title, look, closed: look.closed && look.state === 'open' ? inWords(look.closed, locale) : null };
}

const intents = z.enum(['keep', 'change']);

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, lookId, locale } = await enterLook(request, params.lookId);
  const form = await request.formData();
  const intent = intents.safeParse(form.get('intent'));
  if (!intent.success) throw notFound();
  const level = intent.data === 'keep' ? null : Number(form.get('tingkat') ?? Number.NaN);
  const outcome = await answerWordLook(viewer, lookId, level);
  if (outcome.done) return redirect(paths.wordLook(lookId));
  return data({ problem: inWords(outcome.why, locale) }, { status: 422 });
}

export default function WordLook() {
  const { title, look, closed } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(wordLooksText);
  const locale = useLocale();
  const { state, entry, url, entryId, mark, scale, indicator, before, reason } = look;
  const isOpen = state === 'open' && closed === null;
  const isGiven = mark.level !== null || mark.notApplicable;
  return (
    <Page narrow>
      <PageHeader title={title} lead={t(before ? 'lead' : 'newLead', { entry })}>
        <Link to={paths.judge()}>{t('all')}</Link>
      </PageHeader>
      {refused ? <Notice tone="danger" live title={refused.problem} /> : null}
      {state === 'open' ? null : (
        <Notice
          tone={state === 'superseded' ? 'warning' : 'success'}
          live
          title={t(before === null && state === 'changed' ? 'look_given' : `look_${state}`)}
        />
      )}
      {closed ? <Notice tone="warning">{closed}</Notice> : null}
      <p className="measure">{t('reason', { reason })}</p>
      {before ? <p className="muted">{t('private')}</p> : null}
      <section className="card" aria-labelledby="uraian">
        <h2 id="uraian">
          {indicator.id} {localized(indicator.name, locale)}
        </h2>
        <p className="muted">{localized(indicator.description, locale)}</p>
        {before ? <WordsCompared look={{ before, indicator, scale, tasks: look.tasks }} /> : null}
        <p>
          <strong>
            {mark.level !== null
              ? t('yours', { level: formatPoints(mark.level, locale, Number.isInteger(mark.level) ? 0 : 1) })
              : mark.notApplicable
                ? t('yoursClaim', { reason: mark.reason ?? '' })
                : t('yoursNone')}
          </strong>
          {mark.note ? <span className="muted"> {t('note', { note: mark.note })}</span> : null}
        </p>
      </section>
      <div className="row">
        {url ? (
          <a className="button" href={url} target="_blank" rel="noreferrer noopener">
            {t('site')}
          </a>
        ) : null}
        <ButtonLink to={paths.sheet(entryId)}>{t('sheet')}</ButtonLink>
      </div>
      {isOpen ? (
        <Form method="post" className="stack">
          {isGiven ? (
            <div>
              <Button kind="primary" name="intent" value="keep">
                {t('keep')}
              </Button>
            </div>
          ) : null}
          <h2>{t(isGiven ? 'changeTitle' : 'giveTitle')}</h2>
          <NewLevel given={mark.level} scale={scale} indicator={indicator} />
          <div>
            <Button name="intent" value="change">
              {t(isGiven ? 'change' : 'give')}
            </Button>
          </div>
        </Form>
      ) : null}
    </Page>
  );
}

type Look = Pick<NonNullable<Awaited<ReturnType<typeof wordLook>>>, 'scale' | 'indicator'>;

function NewLevel({ given, scale, indicator }: Look & { given: number | null }) {
  const locale = useLocale();
  const [level, setLevel] = useState(given);
  return (
    <fieldset className="plain-set">
      <legend className="visually-hidden">{localized(indicator.name, locale)}</legend>
      <Levels
        name="tingkat"
        scale={scale}
        value={level}
        descriptions={indicator.levels}
        disabled={false}
        onChoose={setLevel}
      />
    </fieldset>
  );
}
