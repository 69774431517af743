import { asc, desc, eq, inArray } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { entries, findingDecisions } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { cropsBehind } from '../rubric/crops.server.ts';
import { type EvidenceCrop, withCrops } from '../rubric/evidence-crops.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import type { Evidence } from './audit.schema.ts';
import type { Decision, Standing } from './decisions.ts';
import { decisionsOf, findingsNow, type MadeDecision, zeroingSignals } from './findings.server.ts';

export interface ShownDecision {
  id: string;
  verdict: Decision['verdict'];
  reason: string;
  by: string | null;
  /** ISO. */
  at: string;
}

export interface ShownFinding {
  entryId: string;
  name: string;
  category: string;
  url: string | null;
  signal: string;
  /** The audit that counts, and what it found; null and empty when it no longer finds anything. */
  auditId: string | null;
  evidence: (Evidence & { crop?: EvidenceCrop })[];
  /** Indicators that a confirmed finding takes to zero. */
  indicators: string[];
  state: Standing<MadeDecision>['state'] | 'gone';
  honour: Standing<MadeDecision>['honour'];
  /** Newest first. */
  decisions: ShownDecision[];
}

const shown = ({ id, verdict, reason, by, at }: MadeDecision): ShownDecision => {
  return { id, verdict, reason, by, at: at.toISOString() };
};

/** Every finding that a person has to look at or has looked at, open ones first, those no longer found last. */
export async function findingsBoard(contestId: string, rubricVersionId: string): Promise<ShownFinding[]> {
  const rubric = await rubricOf(db(), rubricVersionId);
  const zeroing = zeroingSignals(rubric);
  const now = await findingsNow(db(), contestId, rubric);
  const decided = await db()
    .selectDistinct({ entryId: findingDecisions.entryId, signal: findingDecisions.signal })
    .from(findingDecisions)
    .innerJoin(entries, eq(entries.id, findingDecisions.entryId))
    .where(eq(entries.contestId, contestId));
  const ids = [...new Set([...now, ...decided].map(({ entryId }) => entryId))];
  if (ids.length === 0) return [];
  const listed = await db()
    .select()
    .from(entries)
    .where(inArray(entries.id, ids))
    .orderBy(asc(entries.category), asc(entries.name), desc(entries.id));
  const made = await decisionsOf(db(), ids);
  const rows = listed.flatMap(({ id: entryId, name, category, url }): ShownFinding[] => {
    const own = new Set([...now, ...decided].filter((each) => each.entryId === entryId).map(({ signal }) => signal));
    return [...own].sort().map((signal) => {
      const finding = now.find((each) => each.entryId === entryId && each.signal === signal);
      const indicators = zeroing.get(signal) ?? [];
      const decisions = (made.get(`${entryId} ${signal}`) ?? []).map(shown);
      const entry = { entryId, name, category, url, signal, indicators, decisions };
      if (!finding) return { ...entry, auditId: null, evidence: [], state: 'gone', honour: null };
      const { auditId, evidence, standing } = finding;
      return { ...entry, auditId, evidence, state: standing.state, honour: standing.honour };
    });
  });
  await addCrops(rows);
  const order = { open: 0, confirmed: 1, dismissed: 2, gone: 3 };
  return rows.sort((a, b) => order[a.state] - order[b.state]);
}

/** Puts the pictures that were cut out beside the evidence; of a median those of the visits it was made of. */
async function addCrops(rows: ShownFinding[]): Promise<void> {
  const crops = await cropsBehind(
    db(),
    rows.flatMap(({ auditId }) => auditId ?? []),
  );
  for (const row of rows) {
    const own = crops.get(row.auditId ?? '') ?? [];
    const [shownWith] = withCrops([row], own, { accusing: true, srcOf: paths.picture });
    if (shownWith) row.evidence = shownWith.evidence;
  }
}

/** How many findings nobody has confirmed or dismissed yet. */
export async function openFindings(contestId: string, rubricVersionId: string): Promise<number> {
  const rubric = await rubricOf(db(), rubricVersionId);
  const now = await findingsNow(db(), contestId, rubric);
  return now.filter(({ standing }) => standing.state === 'open').length;
}
