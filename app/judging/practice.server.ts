/** Practice as one judge sees it. The panel's levels and the others' spread come only after the own sheet is in. */
import { and, eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { db } from '#db/client.server.ts';
import { sheets } from '#db/schema.ts';
import { hasDeparted } from './departures.server.ts';
import { readMarks } from './marks.server.ts';
import { submittedLevels } from './practice-panel.server.ts';
import { type PracticePlace, practicePlace } from './practice-place.server.ts';
import { type Spread, spreadOf } from './spread.ts';

export interface DeskPractice {
  entryId: string;
  name: string;
  state: 'new' | 'draft' | 'submitted';
  /** False once judging has ended: what is not submitted can't be any more. */
  open: boolean;
}

async function sheetOf(place: PracticePlace, judgeId: string) {
  const [sheet] = await db()
    .select()
    .from(sheets)
    .where(and(eq(sheets.entryId, place.entry.id), eq(sheets.judgeId, judgeId)));
  return sheet ?? null;
}

/** The practice on a judge's desk; null when there is none to do or to read. */
export async function deskPractice(viewer: Viewer, contestId: string): Promise<DeskPractice | null> {
  const place = await practicePlace(db(), contestId);
  if (!place || place.state === 'draft') return null;
  const sheet = await sheetOf(place, viewer.userId);
  const open = place.state === 'open' && !(await hasDeparted(contestId, viewer.userId));
  if (!open && sheet?.state !== 'submitted') return null;
  return { entryId: place.entry.id, name: place.entry.name, state: sheet?.state ?? 'new', open };
}

export interface PracticeRow {
  indicator: string;
  name: LocalizedText;
  /** Null where the judge claimed that it does not apply. */
  own: number | null;
  note: string | null;
  panel: { level: number | null; reason: string } | null;
  /** Levels of the others who have submitted; null while they are too few to stay unknown. */
  others: Spread | null;
}

/** Own levels beside the panel's; null until the viewer's own practice sheet is submitted. */
export async function practiceResult(
  viewer: Viewer,
  contestId: string,
): Promise<{ name: string; rows: PracticeRow[] } | null> {
  const place = await practicePlace(db(), contestId);
  const sheet = place ? await sheetOf(place, viewer.userId) : null;
  if (!place || sheet?.state !== 'submitted') return null;
  const own = await readMarks(db(), sheet.id);
  const others = (await submittedLevels(db(), place.entry.id)).filter((row) => row.judgeId !== viewer.userId);
  return {
    name: place.entry.name,
    rows: place.indicators.map(({ id, name }) => ({
      indicator: id,
      name,
      own: own.get(id)?.edit.level ?? null,
      note: own.get(id)?.edit.note ?? null,
      panel: place.panel.get(id) ?? null,
      others: spreadOf(others.flatMap((row) => (row.indicator === id ? [row.level] : []))),
    })),
  };
}
