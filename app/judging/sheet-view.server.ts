import { and, desc, eq, inArray, isNotNull, notInArray, or } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { paths } from '#app/paths.ts';
import { criteriaFor } from '#app/rubric/applies.ts';
import { type EvidenceCrop, type StoredCrop, withCrops } from '#app/rubric/evidence-crops.ts';
import type { Criterion, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import {
  artifacts,
  assignments,
  audits,
  contests,
  entries,
  markEdits,
  proposals,
  recusals,
  sheets,
  signals,
} from '#db/schema.ts';
import { judgeDesk } from './assignments.server.ts';
import { hasDeparted } from './departures.server.ts';
import { type Desk, judgeMayWrite, rulingsOf } from './gate.server.ts';
import type { MarkEdit, MarkState, Ruling } from './mark.ts';
import { openConflicts, readMarks } from './marks.server.ts';
import { type PicturedPage, picturedPages, type StoredPicture } from './pictured.ts';
import { type Renewed, renewedSince } from './renewed.server.ts';
import { type OwnReport, ownReports } from './reports.server.ts';
import { asksOf, type SheetAsk } from './word-looks.server.ts';

type Proposal = Pick<typeof proposals.$inferSelect, 'indicator' | 'outcome' | 'points' | 'because'>;
type Piece = (typeof signals.$inferSelect)['evidence'][number];
type Signal = Pick<typeof signals.$inferSelect, 'signal'> & { evidence: (Piece & { crop?: EvidenceCrop })[] };

export interface SiteView {
  finalUrl: string | null;
  failureMessage: string | null;
  /** The home page first; there is always one. */
  pages: PicturedPage[];
  proposals: Proposal[];
  signals: Signal[];
}

/** What the audit that counts says about an entry; empty without one. */
export async function siteOf(tx: Querier, currentAuditId: string | null): Promise<SiteView> {
  const [audit] = currentAuditId ? await tx.select().from(audits).where(eq(audits.id, currentAuditId)) : [];
  const pagesOf = (stored: StoredPicture[], home: string | null) => picturedPages(stored, home, paths.picture);
  if (!audit) return { finalUrl: null, failureMessage: null, pages: pagesOf([], null), proposals: [], signals: [] };
  const { id, finalUrl, failureMessage } = audit;
  const { indicator, outcome, points, because } = proposals;
  const stored = await picturesOf(tx, audit);
  const measured = await tx
    .select({ signal: signals.signal, evidence: signals.evidence })
    .from(signals)
    .where(eq(signals.auditId, id));
  return {
    finalUrl,
    failureMessage,
    pages: pagesOf(stored, finalUrl),
    proposals: await tx
      .select({ indicator, outcome, points, because })
      .from(proposals)
      .where(eq(proposals.auditId, id)),
    signals: withCrops(measured, stored, { accusing: false, srcOf: paths.picture }),
  };
}

type AuditRow = typeof audits.$inferSelect;
/** A median of passes, each perhaps with some signals measured anew. */
const DEPTH = 3;

/** Pictures are kept by visits alone: of an audit made of others they are those of its newest visit. */
async function picturesOf(tx: Querier, audit: AuditRow, depth = 0): Promise<(StoredPicture & StoredCrop)[]> {
  const { id, kind, width, height, about, cut } = artifacts;
  const own = await tx
    .select({ id, kind, width, height, about, cut })
    .from(artifacts)
    .where(and(eq(artifacts.auditId, audit.id), inArray(kind, ['phone', 'desktop', 'screen', 'crop'])));
  if (own.length > 0 || !audit.sources || audit.sources.length === 0 || depth === DEPTH) return own;
  const sources = await tx
    .select()
    .from(audits)
    .where(inArray(audits.id, audit.sources))
    .orderBy(desc(audits.createdAt));
  for (const source of sources) {
    const found = await picturesOf(tx, source, depth + 1);
    if (found.length > 0) return found;
  }
  return own;
}

export interface Conflict {
  editId: string;
  indicator: string;
  to: MarkEdit;
  at: string;
}

export interface SheetView {
  judgeId: string;
  /** A practice sheet: only what judges score, and counted nowhere. */
  practice: boolean;
  entry: { id: string; name: string; category: string; url: string | null };
  state: 'new' | 'draft' | 'submitted';
  submittedAt: string | null;
  /** Why nothing can be written now; null when it can. */
  closed: ReturnType<typeof judgeMayWrite>;
  /** The contest's rubric with only the indicators of this category. */
  rubric: RubricDocument;
  site: SiteView;
  marks: Record<string, MarkState>;
  /** Corrections whose proposal was replaced afterwards. */
  renewed: Renewed[];
  /** Marks to be confirmed, because the words they were given by are others now; by indicator. */
  asked: Record<string, SheetAsk>;
  rulings: Record<string, Ruling>;
  conflicts: Conflict[];
  /** The viewer's own reports of wrong measurements, by indicator. */
  reports: Record<string, OwnReport>;
  /** Indicator (or the sheet's note) written last, on whichever tablet: where the sheet was left. */
  last: string | null;
  /** The judge's sites submitted, of all assigned. */
  sites: { done: number; all: number };
  /** The next assigned entry, in this judge's order, that is not submitted yet. */
  next: { id: string; name: string } | null;
}

/**
 * The viewer's own sheet of an entry; nobody can ask for another judge's. Null when the viewer is not assigned, or
 * judging has not opened: until then proposals may still change.
 */
export function openSheet(viewer: Viewer, entryId: string): Promise<SheetView | null> {
  return db().transaction(
    async (tx) => {
      const [row] = await tx
        .select({ contest: contests, entry: entries, sheet: sheets, recusalId: recusals.id })
        .from(entries)
        .innerJoin(contests, eq(contests.id, entries.contestId))
        .leftJoin(assignments, and(eq(assignments.entryId, entryId), eq(assignments.judgeId, viewer.userId)))
        .leftJoin(sheets, and(eq(sheets.entryId, entryId), eq(sheets.judgeId, viewer.userId)))
        .leftJoin(recusals, and(eq(recusals.entryId, entryId), eq(recusals.judgeId, viewer.userId)))
        .where(
          and(
            eq(entries.id, entryId),
            // Practice seats every judge.
            or(isNotNull(assignments.id), isNotNull(contests.practiceOf)),
            notInArray(contests.phase, ['persiapan', 'audit']),
          ),
        );
      if (!row) return null;
      const { contest, entry, sheet } = row;
      const departed = await hasDeparted(contest.practiceOf ?? contest.id, viewer.userId, tx);
      const desk: Desk = { contest, entry, sheet, assigned: true, recused: row.recusalId !== null, departed };
      const rubric = await rubricOf(tx, contest.rubricVersionId);
      const { id, name, category, url } = entry;
      const held = sheet ? await readMarks(tx, sheet.id) : new Map<string, MarkState>();
      const conflicts = sheet ? await openConflicts(tx, sheet.id) : [];
      return {
        judgeId: viewer.userId,
        practice: contest.practiceOf !== null,
        entry: { id, name, category, url },
        state: sheet?.state ?? 'new',
        submittedAt: sheet?.submittedAt?.toISOString() ?? null,
        closed: judgeMayWrite(desk),
        rubric: {
          ...rubric,
          criteria: contest.practiceOf ? judgedOnly(criteriaFor(rubric, category)) : criteriaFor(rubric, category),
        },
        site: await siteOf(tx, entry.currentAuditId),
        marks: Object.fromEntries(held),
        renewed: await renewedSince(tx, entryId, held),
        asked: sheet ? await asksOf(tx, sheet.id, desk, held) : {},
        rulings: Object.fromEntries(await rulingsOf(tx, entryId)),
        conflicts: conflicts.map((edit) => ({
          editId: edit.id,
          indicator: edit.indicator,
          to: edit.to,
          at: edit.createdAt.toISOString(),
        })),
        reports: await ownReports(tx, entryId, viewer.userId),
        last: sheet ? await lastWritten(tx, sheet.id) : null,
        ...(await placeAmongSites(tx, contest.id, viewer.userId, entryId)),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** Nothing was measured on a practice site. */
function judgedOnly(criteria: Criterion[]): Criterion[] {
  return criteria
    .map((criterion) => ({ ...criterion, indicators: criterion.indicators.filter((each) => each.source === 'judge') }))
    .filter((criterion) => criterion.indicators.length > 0);
}

async function lastWritten(tx: Querier, sheetId: string): Promise<string | null> {
  const [last] = await tx
    .select({ indicator: markEdits.indicator })
    .from(markEdits)
    .where(eq(markEdits.sheetId, sheetId))
    .orderBy(desc(markEdits.createdAt), desc(markEdits.revision))
    .limit(1);
  return last?.indicator ?? null;
}

async function placeAmongSites(
  tx: Querier,
  contestId: string,
  judgeId: string,
  entryId: string,
): Promise<Pick<SheetView, 'sites' | 'next'>> {
  const { groups } = await judgeDesk(contestId, judgeId, tx);
  const sites = groups.flatMap((group) => group.sites);
  const at = sites.findIndex((site) => site.entryId === entryId);
  const later = [...sites.slice(at + 1), ...sites.slice(0, Math.max(0, at))];
  const next = later.find((site) => site.state === 'new' || site.state === 'draft');
  const counted = sites.filter((site) => site.state !== 'recused');
  return {
    sites: { done: counted.filter((site) => site.state === 'submitted').length, all: counted.length },
    next: next ? { id: next.entryId, name: next.name } : null,
  };
}
