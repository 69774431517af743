/** The organizer's acts on the audits of a contest, each in a transaction of its own, and what the page shows of them. */
import { and, eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { auditPasses, entries } from '#db/schema.ts';
import { auditQueue, type QueueView } from './lanes.server.ts';
import { type PartialRefusal, requestPartial } from './partial.server.ts';
import {
  type CancelRefusal,
  cancelPass,
  type PassView,
  type PlanRefusal,
  passesOf,
  planPasses,
  type StartRefusal,
  startPass,
} from './passes.server.ts';
import { type PauseRefusal, pauseAudits, resumeAudits } from './pause.server.ts';

export interface AuditDesk {
  passes: PassView[];
  queue: QueueView;
}

/** Passes and queue of a contest: the part of the page that is not about one entry. */
export async function auditDesk(contestId: string): Promise<AuditDesk> {
  const [passes, queue] = await Promise.all([passesOf(contestId), auditQueue(contestId)]);
  return { passes, queue };
}

export async function plan(
  contestId: string,
  closesAt: Date,
  passes: number,
  userId: string,
): Promise<PlanRefusal | null> {
  return (await db().transaction((tx) => planPasses(tx, { contestId, closesAt, passes, userId }))).refused;
}

export async function beginPass(contestId: string, userId: string): Promise<StartRefusal | null> {
  return (await db().transaction((tx) => startPass(tx, contestId, userId))).refused;
}

/** A pass of another contest is none. */
export function callOff(
  contestId: string,
  passId: string,
  reason: string,
  userId: string,
): Promise<CancelRefusal | null> {
  return db().transaction(async (tx) => {
    const own = and(eq(auditPasses.id, passId), eq(auditPasses.contestId, contestId));
    const [pass] = await tx.select({ id: auditPasses.id }).from(auditPasses).where(own);
    return pass ? (await cancelPass(tx, passId, userId, reason)).refused : 'no-pass';
  });
}

export async function hold(contestId: string, paused: boolean, userId: string): Promise<PauseRefusal | null> {
  const set = paused ? pauseAudits : resumeAudits;
  return (await db().transaction((tx) => set(tx, contestId, userId))).refused;
}

/** Measures one signal of the entry anew; an entry of another contest is none. */
export function remeasure(
  contestId: string,
  entryId: string,
  signal: string,
  userId: string,
): Promise<PartialRefusal | null> {
  return db().transaction(async (tx) => {
    const own = and(eq(entries.id, entryId), eq(entries.contestId, contestId));
    const [entry] = await tx.select({ id: entries.id }).from(entries).where(own);
    return entry ? (await requestPartial(tx, entryId, [signal], userId)).refused : 'no-entry';
  });
}
