import { sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, type contests, findingDecisions } from '#db/schema.ts';
import type { Role, Viewer } from '../identity/roles.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import type { DecisionAct } from './decisions.schema.ts';
import { decisionsOf, findingsNow } from './findings.server.ts';
import { lockPlace } from './lock-place.server.ts';
import { settleFindings } from './refresh.server.ts';

/**
 * gone: the finding is not in the audit that counts any more. changed: somebody has decided since the form was shown.
 * unchanged: it is so decided already. phase, notYours: not now, not this role. notConfirmed: nothing to lift.
 */
export type DecisionRefusal =
  | 'gone'
  | 'changed'
  | 'unchanged'
  | 'phase'
  | 'notYours'
  | 'reasonMissing'
  | 'notConfirmed';
export type DecisionOutcome = { done: true } | { done: false; why: DecisionRefusal };

/** Least characters of a reason, as everywhere in the contest. */
const REASON_MIN = 10;

type Phase = (typeof contests.$inferSelect)['phase'];

/** What may be decided now by this role: on the finding itself, and as the plenary on the honour. */
export function mayDecide(role: Role, phase: Phase): { finding: boolean; honour: boolean } {
  const chief = role === 'chiefJudge';
  if (phase === 'audit') return { finding: chief || role === 'organizer', honour: false };
  // Judges have proposals before them: from here on a change is the chief judge's, as every ruling.
  if (phase === 'penilaian') return { finding: chief, honour: false };
  const plenary = phase === 'pleno' || phase === 'sanggah' || phase === 'penetapan';
  return { finding: chief && plenary, honour: chief && plenary };
}

const actions: Record<DecisionAct['verdict'], string> = {
  confirmed: 'finding.confirm',
  dismissed: 'finding.dismiss',
  'honour-lifted': 'honour.lift',
  'honour-barred': 'honour.bar',
};

/**
 * Records a decision on a finding of the entry's current audit, and lets it take effect on that audit's proposals in
 * the same transaction: a confirmed finding zeroes its indicator for all judges. Decisions are never taken away; a
 * newer one replaces an older. The activity log has each.
 */
export function decideFinding(viewer: Viewer, act: DecisionAct): Promise<DecisionOutcome> {
  const no = (why: DecisionRefusal): DecisionOutcome => ({ done: false, why });
  return db().transaction(async (tx): Promise<DecisionOutcome> => {
    const place = await lockPlace(tx, act.entryId);
    if (!place) return no('gone');
    const { contest } = place;
    const may = mayDecide(viewer.role, contest.phase);
    const onHonour = act.verdict === 'honour-lifted' || act.verdict === 'honour-barred';
    if (viewer.role !== 'organizer' && viewer.role !== 'chiefJudge') return no('notYours');
    if (!(onHonour ? may.honour : may.finding)) {
      const chiefMay = mayDecide('chiefJudge', contest.phase);
      return no((onHonour ? chiefMay.honour : chiefMay.finding) ? 'notYours' : 'phase');
    }
    const rubric = await rubricOf(tx, contest.rubricVersionId);
    const found = await findingsNow(tx, contest.id, rubric, [act.entryId]);
    const finding = found.find(({ signal, auditId }) => signal === act.signal && auditId === act.auditId);
    if (!finding) return no('gone');
    const made = (await decisionsOf(tx, [act.entryId])).get(`${act.entryId} ${act.signal}`) ?? [];
    if ((made[0]?.id ?? '') !== act.seen) return no('changed');
    const { standing } = finding;
    if (onHonour && standing.state !== 'confirmed') return no('notConfirmed');
    const now = onHonour ? standing.honourDecision?.verdict : standing.state;
    if (now === act.verdict) return no('unchanged');
    const reason = act.reason.trim();
    if (reason.length < REASON_MIN) return no('reasonMissing');
    const { entryId, auditId, signal, verdict } = act;
    await tx.insert(findingDecisions).values({
      entryId,
      auditId,
      signal,
      verdict,
      reason,
      userId: viewer.userId,
      // Not now(): that is when the transaction began, which may be before the decision this one waited for.
      createdAt: sql`clock_timestamp()`,
    });
    await tx.insert(activity).values({
      contestId: contest.id,
      userId: viewer.userId,
      action: actions[verdict],
      subject: entryId,
      detail: { auditId, signal, reason, before: made[0]?.verdict ?? null },
    });
    if (!onHonour) await settleFindings(tx, entryId);
    await notify(tx, AUDIT_CHANNEL, { contestId: contest.id, auditId });
    return { done: true };
  });
}
