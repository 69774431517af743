/** Filing an objection, and following it: the webmaster's side. */
import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import { lockPlace } from '#app/audit/lock-place.server.ts';
import { objectionsAreOpen } from '#app/contest/phases.ts';
import { takeAttempt } from '#app/identity/rate-limit.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { appliesTo } from '#app/rubric/applies.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, objectionPictures, objections } from '#db/schema.ts';
import { enqueue } from '../queue.server.ts';
import { objectionPicturesJob } from './objection-pictures.job.ts';
import { OBJECTION, textFault } from './objections.ts';
import { pictureHeader } from './picture-header.ts';

/**
 * gone: no such entry of the webmaster's, or not one with a site. phase: the window is not open. already: one on this
 * indicator waits for its answer. tooMany: of this entry. tooSoon: too many tries, `minutes` until the next.
 */
export type FilingRefusal =
  | 'gone'
  | 'phase'
  | 'indicator'
  | NonNullable<ReturnType<typeof textFault>>
  | 'tooManyPictures'
  | 'pictureTooLarge'
  | 'notAPicture'
  | 'already'
  | 'tooMany'
  | 'tooSoon';
export type FilingOutcome = { done: true; objectionId: string } | { done: false; why: FilingRefusal; minutes?: number };

export interface Filing {
  indicator: string;
  text: string;
  /** As uploaded. */
  pictures: readonly Uint8Array[];
}

function pictureFault(pictures: readonly Uint8Array[]): FilingRefusal | null {
  if (pictures.length > OBJECTION.pictures) return 'tooManyPictures';
  if (pictures.some(({ byteLength }) => byteLength > OBJECTION.pictureBytes)) return 'pictureTooLarge';
  return pictures.every((each) => pictureHeader(each)) ? null : 'notAPicture';
}

/** Files an objection to one indicator of the own entry while the window is open. */
export function fileObjection(viewer: Viewer, entryId: string, filing: Filing): Promise<FilingOutcome> {
  const no = (why: FilingRefusal, minutes?: number): FilingOutcome => ({
    done: false,
    why,
    ...(minutes === undefined ? {} : { minutes }),
  });
  const { indicator, pictures } = filing;
  return db().transaction(async (tx): Promise<FilingOutcome> => {
    const place = await lockPlace(tx, entryId);
    if (!place || viewer.role !== 'webmaster' || !viewer.agencyIds.includes(place.entry.agencyId)) return no('gone');
    const { contest, entry } = place;
    if (entry.url === null || contest.practiceOf !== null) return no('gone');
    if (!objectionsAreOpen(contest.phase)) return no('phase');
    const tried = await takeAttempt(tx, ['objection', viewer.userId], OBJECTION.tries);
    if (!tried.allowed) return no('tooSoon', tried.minutes);
    const rubric = await rubricOf(tx, contest.rubricVersionId);
    const known = rubric.criteria.flatMap((each) => each.indicators).find(({ id }) => id === indicator);
    if (!known || !appliesTo(known, entry.category)) return no('indicator');
    const fault = textFault(filing.text) ?? pictureFault(pictures);
    if (fault) return no(fault);
    const own = eq(objections.entryId, entryId);
    const [open] = await tx
      .select({ id: objections.id })
      .from(objections)
      .where(and(own, eq(objections.indicator, indicator), inArray(objections.state, ['open', 'accepted'])));
    if (open) return no('already');
    const [filed] = await tx.select({ n: count() }).from(objections).where(own);
    if ((filed?.n ?? 0) >= OBJECTION.ofEntry) return no('tooMany');
    const [made] = await tx
      .insert(objections)
      .values({ contestId: contest.id, entryId, indicator, text: filing.text.trim(), filedBy: viewer.userId })
      .returning({ id: objections.id });
    if (!made) throw new Error('objection not written');
    const objectionId = made.id;
    if (pictures.length > 0) {
      const rows = pictures.map((each, at) => ({ objectionId, place: at, uploaded: Buffer.from(each) }));
      await tx.insert(objectionPictures).values(rows);
      await enqueue(tx, objectionPicturesJob, { objectionId }, { singletonKey: objectionId });
    }
    await tx.insert(activity).values({
      contestId: contest.id,
      userId: viewer.userId,
      action: 'objection.file',
      subject: entryId,
      detail: { objectionId, indicator, pictures: pictures.length },
    });
    return { done: true, objectionId };
  });
}

export interface PictureShown {
  id: string;
  state: 'waiting' | 'drawn' | 'unreadable';
  width: number | null;
  height: number | null;
}

/** Pictures of these objections, by objection, without their bytes. */
export async function picturesOf(tx: Querier, objectionIds: readonly string[]): Promise<Map<string, PictureShown[]>> {
  const { id, objectionId, state, width, height } = objectionPictures;
  const rows = await tx
    .select({ id, objectionId, state, width, height })
    .from(objectionPictures)
    .where(inArray(objectionId, [...objectionIds]))
    .orderBy(asc(objectionPictures.place));
  return Map.groupBy(rows, (row) => row.objectionId);
}

export interface OwnObjection {
  id: string;
  indicator: string;
  text: string;
  state: (typeof objections.$inferSelect)['state'];
  filedAt: string;
  answer: string | null;
  answeredAt: string | null;
  /** Why it was applied or dropped after having been accepted. */
  settled: string | null;
  settledAt: string | null;
  pictures: PictureShown[];
}

/** Objections of an entry, newest first. Nothing tells who filed or answered. Whose entry it is the caller has to know. */
export async function ownObjections(entryId: string, tx: Querier = db()): Promise<OwnObjection[]> {
  const rows = await tx
    .select()
    .from(objections)
    .where(eq(objections.entryId, entryId))
    .orderBy(desc(objections.filedAt));
  const pictures = await picturesOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, indicator, text, state, filedAt, answer, answeredAt, settledReason, settledAt }) => ({
    ...{ id, indicator, text, state, answer, settled: settledReason },
    settledAt: settledAt?.toISOString() ?? null,
    filedAt: filedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    pictures: pictures.get(id) ?? [],
  }));
}
