/** The register of complaint channels as citizens see it, and what they say of it. */
import { randomBytes } from 'node:crypto';
import { and, asc, desc, eq, isNotNull, isNull, max, min, sql, sum } from 'drizzle-orm';
import { takeAttempt } from '#app/identity/rate-limit.server.ts';
import { db } from '#db/client.server.ts';
import { activity, agencies, channelReports, contactRegister, entries, responseTests } from '#db/schema.ts';
import type { Channel } from './channels.ts';

export const reportReasons = ['dead', 'wrongOwner', 'noAnswer'] as const;
export type ReportReason = (typeof reportReasons)[number];

export interface PublicChannel {
  channel: Channel;
  value: string;
  checkedAt: Date;
}
export interface PublicAgency {
  code: string;
  name: string;
  category: string;
  channels: PublicChannel[];
}

/** Agencies with their confirmed channels, by category and name; those without any are not listed. */
export async function publicChannels(): Promise<PublicAgency[]> {
  const rows = await db()
    .select({
      code: agencies.code,
      name: agencies.name,
      category: agencies.category,
      channel: contactRegister.channel,
      value: contactRegister.value,
      checkedAt: contactRegister.confirmedAt,
      /** A message to it that was answered later says that it works. */
      answeredAt: sql<Date | null>`(SELECT max(${responseTests.answeredAt}) FROM ${responseTests}
        WHERE ${responseTests.agencyId} = ${contactRegister.agencyId} AND ${responseTests.channel} = ${contactRegister.channel}
          AND ${responseTests.value} = ${contactRegister.value})`.mapWith(responseTests.answeredAt),
    })
    .from(contactRegister)
    .innerJoin(agencies, eq(agencies.id, contactRegister.agencyId))
    .where(isNotNull(contactRegister.confirmedAt))
    .orderBy(asc(agencies.category), asc(agencies.name), asc(agencies.code), asc(contactRegister.channel));
  const byCode = new Map<string, PublicAgency>();
  for (const { code, name, category, channel, value, checkedAt: confirmedAt, answeredAt } of rows) {
    if (!confirmedAt) continue;
    const checkedAt = answeredAt && answeredAt > confirmedAt ? answeredAt : confirmedAt;
    const agency = byCode.get(code) ?? { code, name, category, channels: [] };
    agency.channels.push({ channel, value, checkedAt });
    byCode.set(code, agency);
  }
  return [...byCode.values()];
}

/** Reports of one client, and of everybody, in a quarter of an hour: more is no citizen. */
const MOST_OF_CLIENT = 10;
const MOST_OF_ALL = 300;
/** New with every start: what the limit keeps of an address leads back to nobody. */
const salt = randomBytes(16).toString('hex');

export type ReportOutcome =
  | { done: true }
  | { done: false; why: 'gone' }
  | { done: false; why: 'tooMany'; minutes: number };

/** Counts a citizen's report of a channel that is shown now. `client`: who is asking, for the limit only. */
export function reportChannel(
  code: string,
  channel: string,
  reason: ReportReason,
  client: string,
): Promise<ReportOutcome> {
  return db().transaction(async (tx): Promise<ReportOutcome> => {
    const own = await takeAttempt(tx, ['channel-report', salt, client], MOST_OF_CLIENT);
    if (!own.allowed) return { done: false, why: 'tooMany', minutes: own.minutes };
    const all = await takeAttempt(tx, ['channel-report'], MOST_OF_ALL);
    if (!all.allowed) return { done: false, why: 'tooMany', minutes: all.minutes };
    const agency = (await publicChannels()).find((each) => each.code === code);
    const shown = agency?.channels.find((each) => each.channel === channel);
    const [row] = await tx.select({ id: agencies.id }).from(agencies).where(eq(agencies.code, code));
    if (!shown || !row) return { done: false, why: 'gone' };
    await tx
      .insert(channelReports)
      .values({
        agencyId: row.id,
        channel,
        value: shown.value,
        reason,
        day: sql`(now() AT TIME ZONE 'Asia/Jakarta')::date`,
      })
      .onConflictDoUpdate({
        target: [
          channelReports.agencyId,
          channelReports.channel,
          channelReports.value,
          channelReports.reason,
          channelReports.day,
        ],
        set: { count: sql`${channelReports.count} + 1`, closedAt: null },
      });
    return { done: true };
  });
}

/** Open reports for the organizer, most first: those of a channel that was confirmed anew since then are settled. */
export function openReports() {
  const { agencyId, channel, value, reason, day } = channelReports;
  return db()
    .select({
      agencyId,
      channel,
      value,
      reason,
      name: agencies.name,
      count: sum(channelReports.count).mapWith(Number),
      from: min(day),
      to: max(day),
      /** Of the newest contest the agency takes part in. */
      entryId: sql<
        string | null
      >`(SELECT e.id FROM ${entries} e WHERE e.agency_id = ${agencyId} ORDER BY e.created_at DESC LIMIT 1)`,
    })
    .from(channelReports)
    .innerJoin(agencies, eq(agencies.id, agencyId))
    .innerJoin(
      contactRegister,
      and(
        eq(contactRegister.agencyId, agencyId),
        eq(contactRegister.channel, sql`${channel}`),
        eq(contactRegister.value, value),
      ),
    )
    .where(
      and(
        isNull(channelReports.closedAt),
        sql`(${contactRegister.confirmedAt} IS NULL OR (${contactRegister.confirmedAt} AT TIME ZONE 'Asia/Jakarta')::date <= ${day})`,
      ),
    )
    .groupBy(agencyId, channel, value, reason, agencies.name)
    .orderBy(desc(sum(channelReports.count)), asc(agencies.name));
}

/** Marks the reports of a channel as looked into. */
export async function closeReports(agencyId: string, channel: string, userId: string): Promise<void> {
  await db().transaction(async (tx) => {
    const closed = await tx
      .update(channelReports)
      .set({ closedAt: sql`now()`, closedBy: userId })
      .where(
        and(
          eq(channelReports.agencyId, agencyId),
          eq(channelReports.channel, channel),
          isNull(channelReports.closedAt),
        ),
      )
      .returning({ id: channelReports.id });
    if (closed.length > 0)
      await tx.insert(activity).values({
        userId,
        action: 'channel.reports.close',
        subject: agencyId,
        detail: { channel, reports: closed.length },
      });
  });
}
