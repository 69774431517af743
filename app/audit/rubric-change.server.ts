/** What another rubric makes of audits that are stored: tried for a draft, kept when it is put in force. */
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import {
  auditPasses,
  audits,
  type contests,
  entries,
  proposals,
  rubricChanges,
  signals,
  takeovers,
} from '#db/schema.ts';
import type { LateChange } from '../rubric/drafts.server.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { askForWords } from '../rubric/word-asks.server.ts';
import type { SignalResult } from './audit.schema.ts';
import type { AuditRow } from './audits.server.ts';
import { findingsNow } from './findings.server.ts';
import { type Part, resultsOf, storeMedian } from './official-result.server.ts';
import { proposeIndicators } from './points.ts';
import { settleFindings } from './refresh.server.ts';
import { sheetsTouched } from './rubric-touch.server.ts';
import { changesBetween, touchedSheets } from './takeover.server.ts';

type Contest = typeof contests.$inferSelect;

/** Audited entries with a site, and the audit that stands for each. */
const standingAudits = (tx: Querier, contestId: string) =>
  tx
    .select({ entry: entries, audit: audits })
    .from(entries)
    .innerJoin(audits, and(eq(audits.id, entries.currentAuditId), eq(audits.state, 'done')))
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)))
    .orderBy(asc(entries.name));

/** The audits that one is made of: itself, or the sources of a median. */
function partsOf(tx: Querier, audit: AuditRow): Promise<Part[]> {
  const ids = audit.kind === 'median' ? (audit.sources ?? []) : [audit.id];
  return tx
    .select({ audit: audits, pass: auditPasses.number })
    .from(audits)
    .leftJoin(auditPasses, eq(auditPasses.id, audits.passId))
    .where(inArray(audits.id, ids))
    .orderBy(asc(auditPasses.number), asc(audits.createdAt));
}

/** What was measured, as it counts now: the probes of availability so far are in it. */
async function measuredIn(tx: Querier, auditId: string): Promise<SignalResult[]> {
  return resultsOf(await tx.select().from(signals).where(eq(signals.auditId, auditId)), auditId);
}

/** One proposal that a rubric moves; null is a proposal without points, or an indicator that one of the two lacks. */
export interface MovedProposal {
  entryId: string;
  entry: string;
  indicator: string;
  before: number | null;
  after: number | null;
}

/** Points nearer than this are the same on every screen. */
const SAME = 0.005;

/** What a draft would propose for the entries that are audited, beside what is proposed now. Writes nothing. */
export function effectsOf(
  contest: Pick<Contest, 'id'>,
  rubric: RubricDocument,
): Promise<{ entries: number; proposals: number; moved: MovedProposal[] }> {
  return db().transaction(
    async (tx) => {
      const standing = await standingAudits(tx, contest.id);
      const found = await findingsNow(tx, contest.id, rubric);
      const moved: MovedProposal[] = [];
      let counted = 0;
      for (const { entry, audit } of standing) {
        const now = await tx.select().from(proposals).where(eq(proposals.auditId, audit.id));
        const confirmed = found.filter((each) => each.entryId === entry.id && each.standing.state === 'confirmed');
        const proposed = proposeIndicators(await measuredIn(tx, audit.id), rubric, entry.category, {
          confirmed: confirmed.map(({ signal }) => signal),
        });
        const before = new Map(now.map(({ indicator, points }) => [indicator, points]));
        const after = new Map(proposed.map(({ id, points }) => [id, points]));
        for (const indicator of new Set([...before.keys(), ...after.keys()])) {
          counted += 1;
          const [was, is] = [before.get(indicator) ?? null, after.get(indicator) ?? null];
          const same = was === null || is === null ? was === is : Math.abs(was - is) < SAME;
          if (!same) moved.push({ entryId: entry.id, entry: entry.name, indicator, before: was, after: is });
        }
      }
      return { entries: standing.length, proposals: counted, moved };
    },
    { accessMode: 'read only', isolationLevel: 'repeatable read' },
  );
}

/**
 * Gives every audited entry of the contest a result under the rubric that the contest has now, with the signals of the one
 * that stands: nothing is measured again. In the transaction that puts the rubric in force. `late`: judging has been open;
 * then what stands still goes on standing still, what waits beside it is carried too, and the change is recorded with the
 * sheets it touches; judges are asked to confirm marks whose words are others now. Marks are not written to.
 */
export async function carryAudits(tx: Querier, contest: Contest, late: LateChange | null): Promise<void> {
  // Held before they are read: an audit that ends now is carried, or finds the new rubric.
  await tx.select({ id: entries.id }).from(entries).where(eq(entries.contestId, contest.id)).for('update');
  const moved: MovedProposal[] = [];
  for (const { entry, audit } of await standingAudits(tx, contest.id)) {
    const made = await carried(tx, entry, contest, audit);
    const waiting = late && entry.newerAuditId ? await auditOf(tx, entry.newerAuditId) : null;
    await tx
      .update(entries)
      .set({
        currentAuditId: made,
        frozenAt: late ? entry.frozenAt : null,
        newerAuditId: waiting ? await carried(tx, entry, contest, waiting) : null,
      })
      .where(eq(entries.id, entry.id));
    await settleFindings(tx, entry.id);
    if (late) moved.push(...(await replaced(tx, { entry, contest, from: audit.id, to: made }, late)));
  }
  if (!late) return;
  const { fromVersionId, change, reason, userId } = late;
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const before = await rubricOf(tx, fromVersionId);
  const touched = await sheetsTouched(tx, contest.id, { before, after: rubric, change }, moved);
  const [recorded] = await tx
    .insert(rubricChanges)
    .values({
      ...{ contestId: contest.id, fromVersionId, toVersionId: contest.rubricVersionId, reason, decidedBy: userId },
      sheets: touched.map(({ judgeId, entryId, submitted, indicators }) => {
        return { judgeId, entryId, submitted, indicators };
      }),
    })
    .returning({ id: rubricChanges.id });
  if (!recorded) throw new Error('change of the rubric not written');
  await askForWords(tx, { contestId: contest.id, changeId: recorded.id, fromVersionId }, rubric);
}

const carried = async (tx: Querier, entry: typeof entries.$inferSelect, contest: Contest, audit: AuditRow) =>
  storeMedian(tx, entry, contest, await partsOf(tx, audit), await measuredIn(tx, audit.id));

async function auditOf(tx: Querier, auditId: string): Promise<AuditRow | null> {
  const [audit] = await tx.select().from(audits).where(eq(audits.id, auditId));
  return audit ?? null;
}

interface Replaced {
  entry: typeof entries.$inferSelect;
  contest: Contest;
  from: string;
  to: string;
}

/** Tells judges who had corrected a proposal that it is another now, as when a newer measurement takes its place. */
async function replaced(tx: Querier, { entry, contest, from, to }: Replaced, late: LateChange) {
  const own = (auditId: string) => tx.select().from(proposals).where(eq(proposals.auditId, auditId));
  const changes = changesBetween(await own(from), await own(to));
  if (changes.length === 0) return [];
  const indicators = changes.map(({ indicator }) => indicator);
  await tx.insert(takeovers).values({
    ...{ contestId: contest.id, entryId: entry.id, fromAuditId: from, toAuditId: to, changes },
    sheets: await touchedSheets(tx, entry.id, indicators),
    reason: `Rubrik versi ${late.version}: ${late.reason}`,
    decidedBy: late.userId,
  });
  return changes.map((each): MovedProposal => ({ entryId: entry.id, entry: entry.name, ...each }));
}
