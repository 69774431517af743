import { Form } from '@remix-run/react';
import type { ShownFinding } from '#app/audit/findings-board.server.ts';
import { findingsText } from '#app/i18n/findings.ts';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { TextArea } from './field.tsx';
import { FindingEvidence } from './finding-evidence.tsx';
import { KeptWords } from './kept-words.tsx';
import { Badge, type Tone } from './notice.tsx';

/** A form that was refused: which, why, and the reason typed into it. */
export interface RefusedDecision {
  form: string;
  problem: string;
  reason: string;
}

interface CardProps {
  finding: ShownFinding;
  /** In the viewer's language. */
  signalName: string;
  may: { finding: boolean; honour: boolean };
  /** Whether the viewer may open an audit's report. */
  reports: boolean;
  refused: RefusedDecision | null;
}

const tones: Record<ShownFinding['state'], Tone> = {
  open: 'warning',
  confirmed: 'danger',
  dismissed: 'success',
  gone: 'neutral',
};
const states = {
  open: 'stateOpen',
  confirmed: 'stateConfirmed',
  dismissed: 'stateDismissed',
  gone: 'stateGone',
} as const;
const honours = { undecided: 'honourUndecided', lifted: 'honourLifted', barred: 'honourBarred' } as const;

/** One finding: what was found and where, what was decided, and the decisions that are open to the viewer. */
export function FindingCard({ finding, signalName, may, reports, refused }: CardProps) {
  const t = useText(findingsText);
  const { entryId, name, category, state, honour, auditId } = finding;
  const id = `${entryId}-${finding.signal}`;
  const of = (form: string) => (refused?.form === `${entryId} ${finding.signal} ${form}` ? refused : null);
  const indicators = finding.indicators.join(', ');
  const decide = <Decide finding={finding} kind="finding" refused={of('finding')} />;
  return (
    <section className="card" aria-labelledby={id}>
      <div className="row row--between">
        <h3 id={id}>{name}</h3>
        <div className="row">
          <Badge>{category}</Badge>
          <Badge tone={tones[state]}>{t(states[state])}</Badge>
        </div>
      </div>
      <p className="muted small">{signalName}</p>
      {state === 'open' ? <p>{t('effect', { indicators })}</p> : null}
      {state === 'confirmed' ? <p>{t('takesZero', { indicators })}</p> : null}
      <FindingEvidence finding={finding} />
      {reports && auditId ? (
        <div>
          <ButtonLink to={paths.audit(auditId)} kind="quiet">
            {t('report')}
          </ButtonLink>
        </div>
      ) : null}
      {state === 'open' && may.finding ? decide : null}
      {(state === 'confirmed' || state === 'dismissed') && may.finding ? (
        <details className="fold" open={of('finding') !== null}>
          <summary>{t('change')}</summary>
          {decide}
        </details>
      ) : null}
      {honour ? (
        <div className="decision">
          <div className="row">
            <h4>{t('honour')}</h4>
            <Badge tone={honour === 'lifted' ? 'success' : 'warning'}>{t(honours[honour])}</Badge>
          </div>
          <p className="small">{t('honourLead')}</p>
          {may.honour ? (
            <Decide finding={finding} kind="honour" refused={of('honour')} />
          ) : (
            <p className="muted small">{t('honourLater')}</p>
          )}
        </div>
      ) : null}
      <History finding={finding} />
    </section>
  );
}

interface DecideProps {
  finding: ShownFinding;
  kind: 'finding' | 'honour';
  refused: RefusedDecision | null;
}

/** A reason and the two ways to decide. */
function Decide({ finding, kind, refused }: DecideProps) {
  const t = useText(findingsText);
  const onHonour = kind === 'honour';
  const { state, honour } = finding;
  return (
    <Form method="post" className="stack">
      {(['entryId', 'auditId', 'signal'] as const).map((key) => (
        <input key={key} type="hidden" name={key} value={finding[key] ?? ''} />
      ))}
      <input type="hidden" name="seen" value={finding.decisions[0]?.id ?? ''} />
      <KeptWords id={`temuan:${finding.entryId} ${finding.signal} ${kind}`} mark={finding.decisions.length} />
      <TextArea
        label={t(onHonour ? 'honourReason' : 'reason')}
        name="reason"
        required
        maxLength={2000}
        defaultValue={refused?.reason ?? ''}
        error={refused?.problem}
      />
      <div className="row">
        {onHonour && honour !== 'lifted' ? (
          <Button name="verdict" value="honour-lifted">
            {t('lift')}
          </Button>
        ) : null}
        {onHonour && honour !== 'barred' ? (
          <Button kind="danger" name="verdict" value="honour-barred">
            {t('bar')}
          </Button>
        ) : null}
        {!onHonour && state !== 'confirmed' ? (
          <Button kind="danger" name="verdict" value="confirmed">
            {t('confirm')}
          </Button>
        ) : null}
        {!onHonour && state !== 'dismissed' ? (
          <Button name="verdict" value="dismissed">
            {t('dismiss')}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}

function History({ finding: { decisions } }: { finding: ShownFinding }) {
  const t = useText(findingsText);
  const locale = useLocale();
  if (decisions.length === 0) return null;
  return (
    <details className="fold">
      <summary>{t('history', { n: decisions.length })}</summary>
      <ol className="stack stack--tight">
        {decisions.map(({ id, verdict, reason, by, at }) => (
          <li key={id}>
            <strong>{t(`verdict_${verdict}`)}</strong>: {reason}
            <div className="small muted">{t('by', { time: formatTime(at, locale), name: by ?? t('somebody') })}</div>
          </li>
        ))}
      </ol>
    </details>
  );
}
