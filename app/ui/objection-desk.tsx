import { Form, Link } from '@remix-run/react';
import { formatPoints, formatShare } from '#app/i18n/format.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { DeskObjection } from '#app/publication/objection-desk.server.ts';
import { Button, ButtonLink } from './button.tsx';
import { Field, TextArea } from './field.tsx';
import { KeptWords, WordsTaken } from './kept-words.tsx';
import { ObjectionBody, ObjectionState } from './objection-body.tsx';

export interface RefusedAnswer {
  objectionId: string;
  intent: 'tolak' | 'terima';
  why: string;
  problem: string;
  reason: string;
  way: string;
  points: string;
}

type Way = NonNullable<DeskObjection['way']>;

interface Props {
  objection: DeskObjection & { ways: readonly Way[] };
  /** Whether it is the time for answers. */
  open: boolean;
  /** Whether the viewer may open reports of audits. */
  reports: boolean;
  refused: RefusedAnswer | undefined;
}

/** One objection before the panel, with the ways to answer it. The route links judging.css and opd.css. */
export function DeskObjectionCard({ objection, open, reports, refused }: Props) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const { id, entry, indicator, name, state } = objection;
  return (
    <article className="card" id={id}>
      <div className="row row--between">
        <h3>{entry}</h3>
        <ObjectionState state={state} />
      </div>
      <p>
        <strong>{t('of', { indicator, name: localized(name, locale) })}</strong>
      </p>
      <ObjectionBody objection={objection} />
      {state === 'accepted' ? <UnderWay objection={objection} reports={reports} /> : null}
      {objection.effect ? <Applied effect={objection.effect} /> : null}
      {open && state === 'open' ? (
        <>
          <AcceptForm objection={objection} refused={refused?.intent === 'terima' ? refused : undefined} />
          <RejectForm id={id} refused={refused?.intent === 'tolak' ? refused : undefined} />
        </>
      ) : (
        <WordsTaken ids={[`terima:${id}`, `tolak:${id}`, ...(state === 'accepted' ? [] : [`putuskan:${id}`])]} />
      )}
    </article>
  );
}

function UnderWay({ objection, reports }: Pick<Props, 'objection' | 'reports'>) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const { id, audit, looks, rulingPoints } = objection;
  return (
    <div className="stack stack--tight">
      {audit ? (
        <p>
          {audit.done ? t('status_measured') : t('status_measuring', { share: formatShare(audit.progress, locale) })}{' '}
          {reports ? <Link to={paths.audit(audit.id)}>{t('toReport')}</Link> : null}
        </p>
      ) : null}
      {looks ? <p>{t('status_looks', looks)}</p> : null}
      {rulingPoints === null ? null : <p>{t('status_ruling', { points: formatPoints(rulingPoints, locale) })}</p>}
      <div>
        <ButtonLink to={paths.objectionEffect(id)} kind="primary">
          {t('toEffect')}
        </ButtonLink>
      </div>
    </div>
  );
}

function Applied({ effect }: { effect: NonNullable<DeskObjection['effect']> }) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const said = (value: number | null) => formatPoints(value, locale);
  const { points, total, moved } = effect;
  return (
    <p className="small">
      {t('applied', {
        before: said(points.before),
        after: said(points.after),
        totalBefore: said(total.before),
        totalAfter: said(total.after),
      })}{' '}
      {t('appliedMoved', { n: moved.length })}
    </p>
  );
}

function AcceptForm({ objection, refused }: { objection: Props['objection']; refused: RefusedAnswer | undefined }) {
  const t = useText(objectionsText);
  const { id, ways } = objection;
  const errorOf = (...reasons: string[]) => (refused && reasons.includes(refused.why) ? refused.problem : undefined);
  return (
    <details className="fold" open={refused !== undefined}>
      <summary>{t('acceptTitle')}</summary>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="objectionId" value={id} />
        <KeptWords id={`terima:${id}`} mark="open" />
        <p className="muted measure">{t('acceptLead')}</p>
        <fieldset className="plain-set">
          <legend className="field__label">{t('way')}</legend>
          {ways.map((way, i) => (
            <label className="check" key={way}>
              <input type="radio" name="way" value={way} defaultChecked={refused ? refused.way === way : i === 0} />
              <span>
                {t(`way_${way}`)} <span className="small muted">{t(`way_${way}Hint`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {ways.includes('ruling') ? (
          <Field
            label={t('points')}
            hint={t('pointsHint')}
            name="points"
            inputMode="decimal"
            defaultValue={refused?.points ?? ''}
            error={errorOf('points')}
          />
        ) : null}
        <Reason value={refused?.reason} error={errorOf('reasonMissing')} />
        {refused && !['points', 'reasonMissing'].includes(refused.why) ? (
          <p className="field__error">{refused.problem}</p>
        ) : null}
        <div>
          <Button kind="primary" name="intent" value="terima">
            {t('accept')}
          </Button>
        </div>
      </Form>
    </details>
  );
}

function RejectForm({ id, refused }: { id: string; refused: RefusedAnswer | undefined }) {
  const t = useText(objectionsText);
  return (
    <details className="fold" open={refused !== undefined}>
      <summary>{t('rejectTitle')}</summary>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="objectionId" value={id} />
        <KeptWords id={`tolak:${id}`} mark="open" />
        <Reason value={refused?.reason} error={refused?.problem} />
        <div>
          <Button kind="danger" name="intent" value="tolak">
            {t('reject')}
          </Button>
        </div>
      </Form>
    </details>
  );
}

function Reason({ value, error }: { value: string | undefined; error: string | undefined }) {
  const t = useText(objectionsText);
  return (
    <TextArea
      label={t('reason')}
      hint={t('reasonHint')}
      name="reason"
      required
      maxLength={2000}
      defaultValue={value ?? ''}
      error={error}
    />
  );
}
