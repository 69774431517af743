/** The panel prepares practice: a site, and for each judged indicator the level it stands for, with the reason. */
import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { levelsOf } from '#app/rubric/levels.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, agencies, contests, departures, entries, marks, practiceLevels, sheets, user } from '#db/schema.ts';
import { hasReason } from './mark.ts';
import { planIsOpen } from './plan.server.ts';
import { type PracticePlace, practicePlace } from './practice-place.server.ts';
import { type Spread, spreadOf } from './spread.ts';

export interface PracticeSite {
  name: string;
  category: string;
  url: string;
}
/** As typed: a level or none, a reason of any length. */
export type PanelDraft = ReadonlyMap<string, { level: number | null; reason: string }>;

/** incomplete: indicators without a level or a reason. begun: a judge has scored. */
export type Preparing =
  | { done: true }
  | { done: false; why: 'gone' | 'phase' | 'notDraft' | 'notOpen' | 'begun' | 'levelOffScale' }
  | { done: false; why: 'incomplete'; missing: string[] };

const no = (why: Exclude<Extract<Preparing, { done: false }>['why'], 'incomplete'>): Preparing => ({
  done: false,
  why,
});

/** The real contest, locked before anything of its practice; practice can be prepared until judging has ended. */
async function lockParent(tx: Querier, contestId: string) {
  const [parent] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
  return parent && parent.practiceOf === null ? parent : null;
}

const log = (tx: Querier, viewer: Viewer, contestId: string, action: string, detail: Record<string, unknown> = {}) =>
  tx.insert(activity).values({ contestId, userId: viewer.userId, action, detail });

/** Makes the practice site, or changes it while the panel still writes. It follows the contest's rubric. */
export function savePracticeSite(viewer: Viewer, contestId: string, site: PracticeSite): Promise<Preparing> {
  return db().transaction(async (tx): Promise<Preparing> => {
    const parent = await lockParent(tx, contestId);
    if (!parent) return no('gone');
    if (!planIsOpen(parent.phase)) return no('phase');
    const place = await practicePlace(tx, contestId);
    if (place && place.state !== 'draft') return no('notDraft');
    const { rubricVersionId } = parent;
    if (place) {
      await tx.update(contests).set({ rubricVersionId }).where(eq(contests.id, place.contest.id));
      await tx.update(entries).set(site).where(eq(entries.id, place.entry.id));
    } else await makePlace(tx, parent, site);
    await log(tx, viewer, contestId, 'practice.site', { ...site });
    return { done: true };
  });
}

async function makePlace(tx: Querier, parent: typeof contests.$inferSelect, site: PracticeSite): Promise<void> {
  const { id: practiceOf, year, name, portalDomain, rubricVersionId } = parent;
  const [contest] = await tx
    .insert(contests)
    .values({ practiceOf, year, name, portalDomain, rubricVersionId, phase: 'persiapan' })
    .returning({ id: contests.id });
  const [agency] = await tx
    .insert(agencies)
    .values({ code: `latihan:${practiceOf}`, name: site.name, category: site.category, url: site.url })
    .returning({ id: agencies.id });
  if (!contest || !agency) throw new Error('practice not written');
  await tx.insert(entries).values({ contestId: contest.id, agencyId: agency.id, ...site, outsideRanking: true });
}

/** Keeps what the panel has written so far; levels and reasons may still be missing. */
export function savePanel(viewer: Viewer, contestId: string, draft: PanelDraft): Promise<Preparing> {
  return db().transaction(async (tx): Promise<Preparing> => {
    const parent = await lockParent(tx, contestId);
    const place = parent ? await practicePlace(tx, contestId) : null;
    if (!parent || !place) return no('gone');
    if (place.state !== 'draft') return no('notDraft');
    const scale = levelsOf(place.rubric.scale);
    for (const { level } of draft.values()) if (level !== null && !scale.includes(level)) return no('levelOffScale');
    const known = new Set(place.indicators.map(({ id }) => id));
    const written = [...draft].flatMap(([indicator, { level, reason }]) =>
      known.has(indicator) && (level !== null || reason.trim() !== '')
        ? [{ entryId: place.entry.id, indicator, level, reason: reason.trim(), setBy: viewer.userId }]
        : [],
    );
    await tx.delete(practiceLevels).where(eq(practiceLevels.entryId, place.entry.id));
    if (written.length > 0) await tx.insert(practiceLevels).values(written);
    await log(tx, viewer, contestId, 'practice.panel', {
      levels: Object.fromEntries(written.map(({ indicator, level }) => [indicator, level])),
    });
    return { done: true };
  });
}

/** Indicators that the panel has not given a level with a reason, in the rubric's order. */
export function lackingOf({ indicators, panel }: PracticePlace): string[] {
  return indicators
    .filter(({ id }) => {
      const written = panel.get(id);
      return !written || written.level === null || !hasReason(written);
    })
    .map(({ id }) => id);
}

/** Lets judges begin. From here on the panel's levels stand: a judge may have seen them. */
export function openPractice(viewer: Viewer, contestId: string): Promise<Preparing> {
  return db().transaction(async (tx): Promise<Preparing> => {
    const parent = await lockParent(tx, contestId);
    const place = parent ? await practicePlace(tx, contestId) : null;
    if (!parent || !place) return no('gone');
    if (!planIsOpen(parent.phase)) return no('phase');
    if (place.state !== 'draft') return no('notDraft');
    const missing = lackingOf(place);
    if (missing.length > 0) return { done: false, why: 'incomplete', missing };
    await tx.update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, place.contest.id));
    await log(tx, viewer, contestId, 'practice.open');
    return { done: true };
  });
}

/** Takes practice back to the panel, as long as no judge has begun. */
export function withdrawPractice(viewer: Viewer, contestId: string): Promise<Preparing> {
  return db().transaction(async (tx): Promise<Preparing> => {
    const parent = await lockParent(tx, contestId);
    const place = parent ? await practicePlace(tx, contestId) : null;
    if (!parent || !place) return no('gone');
    if (place.state !== 'open') return no('notOpen');
    // Tablets that save hold this row shared: whoever has begun by now is seen below.
    await tx.update(contests).set({ phase: 'persiapan' }).where(eq(contests.id, place.contest.id));
    const [begun] = await tx
      .select({ id: sheets.id })
      .from(sheets)
      .where(eq(sheets.contestId, place.contest.id))
      .limit(1);
    if (begun) {
      await tx.update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, place.contest.id));
      return no('begun');
    }
    await log(tx, viewer, contestId, 'practice.withdraw');
    return { done: true };
  });
}

export interface PanelBoard {
  place: Pick<PracticePlace, 'state' | 'rubric' | 'indicators'> & {
    site: PracticeSite;
    panel: Record<string, { level: number | null; reason: string }>;
    missing: string[];
  };
  judges: { id: string; name: string; state: 'none' | 'draft' | 'submitted' }[];
  /** Of submitted sheets, by indicator; of nobody by name. */
  spreads: Record<string, Spread | null>;
}

/** What organizer and chief judge see of practice; null while there is none. */
export async function panelBoard(contestId: string): Promise<PanelBoard | null> {
  const place = await practicePlace(db(), contestId);
  if (!place) return null;
  const { entry, state, rubric, indicators, panel } = place;
  const gone = await db()
    .select({ id: departures.judgeId })
    .from(departures)
    .where(eq(departures.contestId, contestId));
  const judges = await db()
    .select({ id: user.id, name: user.name, sheet: sheets.state })
    .from(user)
    .leftJoin(sheets, and(eq(sheets.entryId, entry.id), eq(sheets.judgeId, user.id)))
    .where(
      and(
        inArray(user.role, ['judge', 'chiefJudge']),
        gone.length > 0
          ? notInArray(
              user.id,
              gone.map((row) => row.id),
            )
          : undefined,
      ),
    )
    .orderBy(asc(user.name));
  const given = await submittedLevels(db(), entry.id);
  return {
    place: {
      state,
      rubric,
      indicators,
      site: { name: entry.name, category: entry.category, url: entry.url ?? '' },
      panel: Object.fromEntries(panel),
      missing: lackingOf(place),
    },
    judges: judges.map(({ id, name, sheet }) => ({ id, name, state: sheet ?? 'none' })),
    spreads: Object.fromEntries(
      indicators.map(({ id }) => [id, spreadOf(given.flatMap((row) => (row.indicator === id ? [row.level] : [])))]),
    ),
  };
}

/** Levels of submitted practice sheets, whose they are for the caller to forget. */
export async function submittedLevels(
  tx: Querier,
  entryId: string,
): Promise<{ judgeId: string; indicator: string; level: number }[]> {
  const rows = await tx
    .select({ judgeId: sheets.judgeId, indicator: marks.indicator, level: marks.level })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.state, 'submitted'), eq(marks.notApplicable, false)));
  return rows.flatMap(({ level, ...row }) => (level === null ? [] : [{ ...row, level }]));
}
