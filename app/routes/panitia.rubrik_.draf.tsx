import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { rubricAct, rubricDesk } from '#app/audit/rubric-desk.server.ts';
import type { LateEffects } from '#app/audit/rubric-touch.server.ts';
import { organizerDesk } from '#app/contest/organizer-desk.server.ts';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { listVersions } from '#app/rubric/drafts.server.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { type Effects, RubricEffects } from '#app/ui/rubric-effects.tsx';
import { FaultList, type FieldState, useTry } from '#app/ui/rubric-fields.tsx';
import { RubricLate } from '#app/ui/rubric-late.tsx';
import { RubricOverview, useWeightSum, WeightSum } from '#app/ui/rubric-overview.tsx';
import { RubricStart } from '#app/ui/rubric-start.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

export const links = () => [styles, whyStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { locale, contest } = await organizerDesk(request);
  const desk = await rubricDesk(contest, locale);
  return {
    title: text(rubricEditorText, locale)('title'),
    ...desk,
    saved: new URL(request.url).searchParams.has('tersimpan'),
    current: contest.rubricVersionId,
    versions: desk.draft || desk.frozen ? [] : await listVersions(),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { viewer, locale, contest } = await organizerDesk(request);
  const outcome = await rubricAct(contest, await request.formData(), viewer.userId, locale);
  if (!('done' in outcome)) return data(outcome, { status: outcome.why === null ? 200 : 422 });
  if (outcome.done === 'enforced') return redirect(`${paths.rubric()}?berlaku=${outcome.version}`);
  if (outcome.done === 'dropped') return redirect(paths.rubric());
  return redirect(outcome.done === 'saved' ? `${paths.rubricDraft()}?tersimpan` : paths.rubricDraft());
}

export default function RubricDraft() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(rubricEditorText);
  return (
    <Page>
      <PageHeader title={page.title} lead={page.draft ? t('lead') : undefined}>
        {page.draft ? (
          <ButtonLink to={paths.rubricFile(true)} kind="quiet" reload>
            {t('downloadDraft')}
          </ButtonLink>
        ) : null}
        <ButtonLink to={paths.rubric()} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {page.saved && !answer ? (
        <Notice tone="success" live>
          <p>{t('saved')}</p>
        </Notice>
      ) : null}
      {answer?.why === 'file' ? <FaultList title={t('fileFaults')} faults={answer.faults} /> : null}
      {answer?.why === 'fields' ? <FaultList title={t('fieldsWrong')} faults={answer.faults} /> : null}
      {answer?.why && answer.why !== 'file' && answer.why !== 'fields' && answer.why !== 'faults' ? (
        <Notice tone="danger" live>
          <p>{t(`refused_${answer.why}`)}</p>
        </Notice>
      ) : null}
      {page.frozen ? (
        <Notice title={t('frozenTitle')}>
          <p>{t('frozenBody', page.frozen)}</p>
        </Notice>
      ) : page.draft ? (
        <Editor
          key={page.draft.revision}
          rubric={page.draft.document}
          revision={page.draft.revision}
          state={answer ?? { typed: {}, errors: {} }}
          faults={page.faults}
          effects={answer?.effects ?? page.effects}
          reasonFault={answer?.why === 'reason' || answer?.why === 'reasonShort' ? answer.why : null}
          judging={page.judging}
          late={page.late}
        />
      ) : (
        <RubricStart versions={page.versions} current={page.current} />
      )}
    </Page>
  );
}

interface EditorProps {
  rubric: RubricDocument;
  revision: number;
  state: FieldState;
  faults: { place: string; message: string }[];
  effects: Effects | null;
  reasonFault: 'reason' | 'reasonShort' | null;
  /** Judging has been open: how far it is. */
  judging: { assigned: number; submitted: number } | null;
  late: LateEffects | null;
}

function Editor({ rubric, revision, state, faults, effects, reasonFault, judging, late }: EditorProps) {
  const t = useText(rubricEditorText);
  const { sum, onInput: onWeights } = useWeightSum(rubric.criteria);
  const { tried, onInput: onTry } = useTry();
  const shown = tried ?? effects;
  return (
    <>
      <Form
        method="post"
        className="stack"
        noValidate
        onInput={(event) => {
          onWeights(event);
          onTry(event);
        }}
      >
        <input type="hidden" name="revisi" value={revision} />
        {/* Enter in a field saves: the first button of a form is the one that it presses. */}
        <button
          type="submit"
          name="intent"
          value="simpan"
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden="true"
        />
        <h2>{t('criteria')}</h2>
        <WeightSum sum={sum} />
        <RubricOverview rubric={rubric} state={state} />
        <div className="row">
          <Button kind="primary" name="intent" value="simpan">
            {t('save')}
          </Button>
          <Button name="intent" value="coba">
            {t('try')}
          </Button>
        </div>
        {shown ? <RubricEffects effects={shown} /> : null}
        <FaultList title={t('faults')} faults={faults} />
        {judging ? <RubricLate figures={judging} late={late} /> : null}
        <section className="card">
          <h2>{t('enforceTitle')}</h2>
          <p className="measure">{t(judging ? 'lateEnforceBody' : 'enforceBody')}</p>
          <TextArea
            label={t('reason')}
            name="alasan"
            maxLength={1000}
            rows={2}
            defaultValue={state.typed.alasan ?? ''}
            error={reasonFault ? t(`refused_${reasonFault}`) : undefined}
          />
          {judging ? (
            <label className="check">
              <input type="checkbox" name="periksa" value="ya" />
              <span>{t('lateSeen')}</span>
            </label>
          ) : null}
          <div>
            <Button kind="primary" name="intent" value="pakai">
              {t('enforce')}
            </Button>
          </div>
        </section>
      </Form>
      <details className="fold">
        <summary>{t('dropTitle')}</summary>
        <p>{t('dropBody')}</p>
        <Form method="post">
          <Button kind="danger" name="intent" value="buang">
            {t('drop')}
          </Button>
        </Form>
      </details>
    </>
  );
}
