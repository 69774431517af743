import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, agencies, contactRegister, contests, entries } from '#db/schema.ts';
import type { Channel } from './channels.ts';
import { putOnRegister } from './contact-write.server.ts';
import { writeEntry } from './entry-write.server.ts';
import { listIsOpen } from './import.server.ts';
import type { Phase } from './phases.ts';

/** Entries of the contest with their agency's code, by category and name. */
export function listEntries(contestId: string, tx: Querier = db()) {
  return tx
    .select({
      id: entries.id,
      agencyId: entries.agencyId,
      code: agencies.code,
      name: entries.name,
      category: entries.category,
      url: entries.url,
      outsideRanking: entries.outsideRanking,
    })
    .from(entries)
    .innerJoin(agencies, eq(agencies.id, entries.agencyId))
    .where(eq(entries.contestId, contestId))
    .orderBy(asc(entries.category), asc(entries.name));
}

/** One entry with code, contest phase and contact register, or null. */
export async function entryDetail(entryId: string, tx: Querier = db()) {
  const [row] = await tx
    .select({ entry: entries, code: agencies.code, phase: contests.phase })
    .from(entries)
    .innerJoin(agencies, eq(agencies.id, entries.agencyId))
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(entries.id, entryId));
  if (!row) return null;
  const register = await tx.select().from(contactRegister).where(eq(contactRegister.agencyId, row.entry.agencyId));
  return { ...row.entry, code: row.code, phase: row.phase, register };
}

/** Until finalisation the organizer may say that an entry takes no place; afterwards the ranks are frozen. */
export function rankingIsOpen(phase: Phase): boolean {
  return phase !== 'penetapan' && phase !== 'terbit';
}

export interface EntryForm {
  code: string;
  name: string;
  category: string;
  url: string | null;
  outsideRanking: boolean;
}

export type SaveOutcome =
  | { saved: true; entryId: string }
  | { saved: false; why: 'closed' | 'codeTaken' | 'urlTaken' | 'missing' };
const refuse = (why: Extract<SaveOutcome, { saved: false }>['why']): SaveOutcome => ({ saved: false, why });

/**
 * Adds an entry (`entryId` null) or changes one. The code of an existing entry stays. Once the list is closed only
 * `outsideRanking` changes, until the ranks are frozen. A changed name, category or address asks for a new audit.
 */
export function saveEntry(
  contestId: string,
  entryId: string | null,
  form: EntryForm,
  userId: string,
): Promise<SaveOutcome> {
  return db().transaction(async (tx): Promise<SaveOutcome> => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(7461002)`);
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('share');
    if (!contest) return refuse('missing');
    const open = listIsOpen(contest.phase);
    if (!open && (entryId === null || !rankingIsOpen(contest.phase))) return refuse('closed');
    const listed = await listEntries(contestId, tx);
    const before = listed.find((entry) => entry.id === entryId);
    if (entryId !== null && !before) return refuse('missing');
    let id = entryId;
    if (open) {
      const others = listed.filter((entry) => entry.id !== entryId);
      if (!before && others.some((entry) => entry.code.toLowerCase() === form.code.toLowerCase())) {
        return refuse('codeTaken');
      }
      if (form.url && others.some((entry) => entry.url === form.url)) return refuse('urlTaken');
      // An agency of an earlier year keeps its code, however it is typed now.
      const [agency] = await tx
        .select({ code: agencies.code })
        .from(agencies)
        .where(eq(sql`lower(${agencies.code})`, form.code.toLowerCase()));
      id = await writeEntry(tx, contestId, { ...form, code: before?.code ?? agency?.code ?? form.code });
    }
    if (id === null) return refuse('missing');
    const { outsideRanking } = form;
    await tx.update(entries).set({ outsideRanking }).where(eq(entries.id, id));
    const detail = { before: before ?? null, after: open ? { ...form } : { outsideRanking } };
    await tx.insert(activity).values({ contestId, userId, action: 'entry.save', subject: id, detail });
    return { saved: true, entryId: id };
  });
}

interface ChannelValue {
  channel: string;
  value: string;
}

export interface ChannelForm {
  channel: Channel;
  /** Empty takes the channel off the register. */
  value: string;
  confirmed: boolean;
}

/** The channels of an agency that audits compare its site with. */
export function confirmedChannels(agencyId: string, tx: Querier = db()) {
  return tx
    .select({ channel: contactRegister.channel, value: contactRegister.value })
    .from(contactRegister)
    .where(and(eq(contactRegister.agencyId, agencyId), isNotNull(contactRegister.confirmedAt)))
    .orderBy(asc(contactRegister.channel));
}

/** Whether two lists of channels hold the same, in whatever order. */
export function sameChannels(a: readonly ChannelValue[], b: readonly ChannelValue[]): boolean {
  const told = (rows: readonly ChannelValue[]) => rows.map(({ channel, value }) => `${channel} ${value}`).sort();
  return JSON.stringify(told(a)) === JSON.stringify(told(b));
}

/**
 * Writes the agency's register of official channels. A changed number loses its confirmation unless confirmed anew.
 * False once audits are closed: the register is what audits compare a site with. When what is confirmed has changed,
 * the entry asks for a new audit.
 */
export function saveRegister(entryId: string, rows: ChannelForm[], userId: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [own] = await tx.select({ contestId: entries.contestId }).from(entries).where(eq(entries.id, entryId));
    if (!own) return false;
    const [contest] = await tx.select().from(contests).where(eq(contests.id, own.contestId)).for('share');
    if (!contest || !listIsOpen(contest.phase)) return false;
    // Held so that an audit that ends now reads the register before or after, not between.
    await tx.select().from(entries).where(eq(entries.id, entryId)).for('update');
    const entry = await entryDetail(entryId, tx);
    if (!entry) return false;
    const { agencyId } = entry;
    const before = await confirmedChannels(agencyId, tx);
    for (const { channel, value, confirmed } of rows) {
      const old = entry.register.find((row) => row.channel === channel);
      const kept = old?.value === value ? old.confirmedAt : null;
      const confirmedAt = confirmed ? (kept ?? new Date()) : null;
      await putOnRegister(tx, { agencyId, channel, value: value || null, confirmedAt, userId });
    }
    if (!sameChannels(before, await confirmedChannels(agencyId, tx)))
      await tx
        .update(entries)
        .set({ currentAuditId: null, frozenAt: null, newerAuditId: null })
        .where(eq(entries.id, entryId));
    const detail = { rows };
    await tx
      .insert(activity)
      .values({ contestId: entry.contestId, userId, action: 'register.save', subject: entryId, detail });
    return true;
  });
}

/** Categories in use, for suggestions. */
export async function categoriesInUse(tx: Querier = db()): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ category: agencies.category })
    .from(agencies)
    .where(ne(agencies.category, ''))
    .orderBy(asc(agencies.category));
  return rows.map((row) => row.category);
}
