/** Reminders that go out by themselves before a deadline; each once, by a key that says whom, of what and which day. */
import { and, count, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { plansOf } from '#app/contest/phase-plan-rows.server.ts';
import { addressOf, writeLetter } from '#app/identity/letters.server.ts';
import { isMailOn } from '#app/identity/mail.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { assignments, contests, departures, entries, recusals, sheets, user, webmasters } from '#db/schema.ts';
import { dueReminder } from './reminders.ts';

type Contest = typeof contests.$inferSelect;
type Kind = 'judgeReminder' | 'webmasterReminder';

interface Whom {
  id: string;
  name: string;
  locale: 'id' | 'en' | null;
  left: number;
}

/** Judges with sheets they have not submitted, without those they stepped back from. */
function judgesWithSheetsLeft(tx: Querier, contestId: string): Promise<Whom[]> {
  return tx
    .select({ id: user.id, name: user.name, locale: user.locale, left: count() })
    .from(assignments)
    .innerJoin(user, eq(user.id, assignments.judgeId))
    .leftJoin(sheets, and(eq(sheets.entryId, assignments.entryId), eq(sheets.judgeId, assignments.judgeId)))
    .leftJoin(recusals, and(eq(recusals.entryId, assignments.entryId), eq(recusals.judgeId, assignments.judgeId)))
    .leftJoin(departures, and(eq(departures.contestId, contestId), eq(departures.judgeId, assignments.judgeId)))
    .where(
      and(
        eq(assignments.contestId, contestId),
        or(isNull(sheets.id), ne(sheets.state, 'submitted')),
        isNull(recusals.id),
        isNull(departures.id),
      ),
    )
    .groupBy(user.id);
}

function webmastersOf(tx: Querier, contestId: string): Promise<Whom[]> {
  return tx
    .select({ id: user.id, name: user.name, locale: user.locale, left: count() })
    .from(webmasters)
    .innerJoin(user, eq(user.id, webmasters.userId))
    .innerJoin(entries, and(eq(entries.agencyId, webmasters.agencyId), isNotNull(entries.url)))
    .where(eq(entries.contestId, contestId))
    .groupBy(user.id);
}

async function remind(tx: Querier, contest: Contest, kind: Kind, deadline: Date, now: Date): Promise<void> {
  const days = dueReminder(deadline, now);
  if (days === null) return;
  const people = await (kind === 'judgeReminder' ? judgesWithSheetsLeft : webmastersOf)(tx, contest.id);
  for (const { id, name, locale, left } of people) {
    const toEmail = await addressOf(tx, id);
    if (!toEmail) continue;
    await writeLetter(tx, {
      // A deadline that was moved is another one.
      key: `${kind} ${contest.id} ${id} ${deadline.toISOString()} ${days}`,
      kind,
      toName: name,
      toEmail,
      userId: id,
      contestId: contest.id,
      locale,
      data: { contest: contest.name, left: String(left), deadline: deadline.toISOString() },
    });
  }
}

/** One look: judges before judging closes by the schedule, webmasters before audits close. `now`: the time it is taken for. */
export async function writeReminders(now = new Date()): Promise<void> {
  if (!isMailOn()) return;
  const open = await db().select().from(contests).where(isNull(contests.practiceOf));
  for (const { id } of open.filter(({ phase }) => phase === 'penilaian' || phase === 'audit')) {
    await db().transaction(async (tx) => {
      const [contest] = await tx.select().from(contests).where(eq(contests.id, id)).for('share');
      if (!contest) return;
      const plans = await plansOf(id, tx);
      const opens = (phase: string) => plans.find((plan) => plan.phase === phase)?.at ?? null;
      if (contest.phase === 'penilaian') {
        const deadline = opens('pleno');
        if (deadline) await remind(tx, contest, 'judgeReminder', deadline, now);
      }
      if (contest.phase === 'audit') {
        const deadline = contest.auditClosesAt ?? opens('penilaian');
        if (deadline) await remind(tx, contest, 'webmasterReminder', deadline, now);
      }
    });
  }
}
