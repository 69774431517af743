import { Form } from '@remix-run/react';
import { plenaryText } from '#app/i18n/plenary.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { TextArea } from './field.tsx';
import { KeptWords } from './kept-words.tsx';
import { Badge, Notice } from './notice.tsx';

interface AttendanceProps {
  meeting: { time: string; present: string[] } | null;
  /** Offered to begin with: the judges. */
  suggested: string;
  open: boolean;
  refused: { present: string; problem: string } | null;
}

/** Who is present; typed anew, it counts for the decisions that follow. */
export function Attendance({ meeting, suggested, open, refused }: AttendanceProps) {
  const t = useText(plenaryText);
  return (
    <section className="card" aria-labelledby="hadir">
      <h2 id="hadir">{t('presentTitle')}</h2>
      <p className={meeting ? undefined : 'muted'}>
        {meeting
          ? t('presentNow', { n: meeting.present.length, time: meeting.time, names: meeting.present.join(', ') })
          : t('presentNobody')}
      </p>
      {open ? (
        <Form method="post" className="stack" preventScrollReset key={meeting?.time}>
          {refused ? <Notice tone="danger" title={refused.problem} live /> : null}
          <TextArea
            label={t('presentNames')}
            hint={t('presentLead')}
            name="present"
            rows={5}
            maxLength={8000}
            defaultValue={refused?.present ?? meeting?.present.join('\n') ?? suggested}
            required
          />
          <div>
            <Button name="intent" value="hadir">
              {t('recordPresent')}
            </Button>
          </div>
        </Form>
      ) : null}
    </section>
  );
}

export interface ShownDecision {
  id: string;
  outcome: 'order' | 'shared';
  names: string[];
  reason: string;
  time: string;
  by: string | null;
  present: string[];
  withdrawn: { time: string; reason: string } | null;
}

interface DecisionsProps {
  decisions: ShownDecision[];
  may: boolean;
  refused: { decisionId: string; reason: string; problem: string } | null;
}

/** What was decided and what was taken back, newest first. */
export function Decisions({ decisions, may, refused }: DecisionsProps) {
  const t = useText(plenaryText);
  return (
    <section className="stack" aria-labelledby="putusan">
      <h2 id="putusan">{t('decisions')}</h2>
      {decisions.length === 0 ? <p className="muted">{t('noDecisions')}</p> : null}
      {decisions.map((each) => {
        const problem = refused?.decisionId === each.id ? refused : null;
        return (
          <article className="card" key={each.id}>
            <p>
              <strong>
                {t(each.outcome === 'order' ? 'decidedOrder' : 'decidedShared', {
                  order: each.names
                    .map((name, at) => (each.outcome === 'order' ? `${at + 1}. ${name}` : name))
                    .join(', '),
                })}
              </strong>
            </p>
            <p>{each.reason}</p>
            <p className="muted small">
              {t('decidedBy', { by: each.by ?? '–', time: each.time, present: each.present.join(', ') })}
            </p>
            {each.withdrawn ? (
              <p>
                <Badge tone="warning">{t('withdrawn', each.withdrawn)}</Badge>
              </p>
            ) : may ? (
              <details className="fold" open={problem !== null}>
                <summary>{t('withdraw')}</summary>
                <Form method="post" className="stack" preventScrollReset>
                  <KeptWords id={`cabut:${each.id}`} mark="stands" />
                  {problem ? <Notice tone="danger" title={problem.problem} live /> : null}
                  <input type="hidden" name="decisionId" value={each.id} />
                  <TextArea
                    label={t('withdrawReason')}
                    name="reason"
                    rows={2}
                    maxLength={2000}
                    defaultValue={problem?.reason ?? ''}
                    required
                  />
                  <div>
                    <Button kind="danger" name="intent" value="cabut">
                      {t('withdraw')}
                    </Button>
                  </div>
                </Form>
              </details>
            ) : null}
          </article>
        );
      })}
    </section>
  );
}
