/** Findings that accuse (the rubric's zeroWhen) in the audits that count, with what people have decided on them. */
import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { audits, entries, findingDecisions, signals, user } from '#db/schema.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import type { Evidence } from './audit.schema.ts';
import { type Decision, type Standing, standingOf } from './decisions.ts';

export interface MadeDecision extends Decision {
  at: Date;
  by: string | null;
}

export interface Finding {
  entryId: string;
  auditId: string;
  signal: string;
  evidence: Evidence[];
  standing: Standing<MadeDecision>;
}

/** Signals that take an indicator to zero under this rubric, with the indicators they take. */
export function zeroingSignals(rubric: RubricDocument): Map<string, string[]> {
  const taken = new Map<string, string[]>();
  for (const indicator of rubric.criteria.flatMap((criterion) => criterion.indicators)) {
    if (indicator.source !== 'proposed') continue;
    for (const signal of indicator.zeroWhen ?? []) taken.set(signal, [...(taken.get(signal) ?? []), indicator.id]);
  }
  return taken;
}

/** Findings of the current audits of the contest's entries (or those named), by category and name of the entry. */
export async function findingsNow(
  tx: Querier,
  contestId: string,
  rubric: RubricDocument,
  only?: readonly string[],
): Promise<Finding[]> {
  const zeroing = [...zeroingSignals(rubric).keys()];
  if (zeroing.length === 0 || only?.length === 0) return [];
  const rows = await tx
    .select({
      entryId: entries.id,
      auditId: audits.id,
      signal: signals.signal,
      evidence: signals.evidence,
    })
    .from(entries)
    .innerJoin(audits, and(eq(audits.id, entries.currentAuditId), eq(audits.state, 'done')))
    .innerJoin(signals, eq(signals.auditId, audits.id))
    .where(
      and(
        eq(entries.contestId, contestId),
        isNotNull(entries.url),
        inArray(signals.signal, zeroing),
        eq(signals.value, 1),
        only ? inArray(entries.id, [...only]) : undefined,
      ),
    )
    .orderBy(asc(entries.category), asc(entries.name), asc(signals.signal));
  const made = await decisionsOf(tx, [...new Set(rows.map((row) => row.entryId))]);
  return rows.map((row) => ({
    ...row,
    standing: standingOf(made.get(`${row.entryId} ${row.signal}`) ?? [], row),
  }));
}

/** Every decision on these entries, newest first, by `entry signal`. */
export async function decisionsOf(tx: Querier, entryIds: readonly string[]): Promise<Map<string, MadeDecision[]>> {
  if (entryIds.length === 0) return new Map();
  const rows = await tx
    .select({ decision: findingDecisions, evidence: signals.evidence, by: user.name })
    .from(findingDecisions)
    .leftJoin(signals, and(eq(signals.auditId, findingDecisions.auditId), eq(signals.signal, findingDecisions.signal)))
    .leftJoin(user, eq(user.id, findingDecisions.userId))
    .where(inArray(findingDecisions.entryId, [...entryIds]))
    .orderBy(desc(findingDecisions.createdAt), desc(findingDecisions.id));
  const made = rows.map(({ decision, evidence, by }) => {
    const { id, verdict, reason, auditId, createdAt } = decision;
    const each: MadeDecision = { id, verdict, reason, auditId, evidence: evidence ?? [], at: createdAt, by };
    return { key: `${decision.entryId} ${decision.signal}`, each };
  });
  const groups = Map.groupBy(made, ({ key }) => key);
  return new Map([...groups].map(([key, list]) => [key, list.map(({ each }) => each)]));
}
