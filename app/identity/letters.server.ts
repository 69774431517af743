/** Letters by e-mail: written down once each, sent by the worker, listed for the organizer. */
import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { invitations, letters, user } from '#db/schema.ts';
import { env } from '../env.server.ts';
import { paths } from '../paths.ts';
import { enqueue, type JobContext } from '../queue.server.ts';
import { recordAccess } from './activity.server.ts';
import { hashToken, newToken } from './invitation-token.server.ts';
import { type LetterJobData, letterJob } from './letter.job.ts';
import { type LetterContent, letterText } from './letter-text.ts';
import { isMailOn, mayHaveArrived, sendMail } from './mail.server.ts';
import { isOpen } from './read-invitation.server.ts';
import { renewalLetter } from './renewal-letter.server.ts';
import { siteLetter } from './site-letter.server.ts';

type Row = typeof letters.$inferSelect;
type NewLetter = Pick<typeof letters.$inferInsert, 'key' | 'kind' | 'toName' | 'toEmail'> &
  Partial<Pick<typeof letters.$inferInsert, 'userId' | 'invitationId' | 'contestId' | 'locale' | 'data' | 'createdBy'>>;

/** Writes a letter down and hands it to the worker, in the caller's transaction. False: its key is there already. */
export async function writeLetter(tx: Querier, letter: NewLetter): Promise<boolean> {
  const [row] = await tx.insert(letters).values(letter).onConflictDoNothing({ target: letters.key }).returning();
  if (!row) return false;
  await enqueue(tx, letterJob, { letterId: row.id });
  return true;
}

/**
 * Sends an open invitation by mail. `sentBefore`: letters of it that the organizer saw; pressed twice it goes out once.
 * False when there is no mail server, no address, or the link is used, revoked or expired.
 */
export function mailInvitation(id: string, sentBefore: number, by: string, origin: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.id, id), isOpen))
      .for('update');
    if (!row?.email || !isMailOn()) return false;
    const key = `invitation ${id} ${sentBefore + 1}`;
    const to = { toName: row.name, toEmail: row.email };
    const made = await writeLetter(tx, {
      key,
      kind: 'invitation',
      ...to,
      invitationId: id,
      data: { origin },
      createdBy: by,
    });
    if (made) await recordAccess(tx, { action: 'invitation.mail', userId: by, subject: id });
    return true;
  });
}

/** Letters of each invitation: how many, and the state of the newest. */
export async function lettersOf(invitationIds: string[]): Promise<Map<string, { n: number; state: Row['state'] }>> {
  if (invitationIds.length === 0) return new Map();
  const rows = await db()
    .select({
      id: letters.invitationId,
      n: count(),
      state: sql<Row['state']>`(array_agg(${letters.state} ORDER BY ${letters.createdAt} DESC))[1]`,
    })
    .from(letters)
    .where(inArray(letters.invitationId, invitationIds))
    .groupBy(letters.invitationId);
  return new Map(rows.map(({ id, n, state }) => [id ?? '', { n, state }]));
}

/** Every letter, newest first. */
export function listLetters(tx: Querier = db()) {
  return tx.select().from(letters).orderBy(desc(letters.createdAt)).limit(500);
}

/** Hands a letter to the worker once more that did not go out, or of which nobody knows: on the organizer's word. */
export function sendAgain(id: string, by: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [row] = await tx
      .update(letters)
      .set({ state: 'queued', error: null })
      .where(and(eq(letters.id, id), inArray(letters.state, ['failed', 'sending'])))
      .returning({ id: letters.id });
    if (!row) return false;
    await enqueue(tx, letterJob, { letterId: id });
    await recordAccess(tx, { action: 'letter.again', userId: by, subject: id });
    return true;
  });
}

interface Claimed {
  letter: Row;
  content: LetterContent;
  locale: 'id' | 'en';
}

/**
 * Takes a waiting letter for sending, and nobody else can after: from here on it never goes out by itself again. A link is
 * made now and its hash kept, so that no letter's link ever stands in the database. Null: taken, or no longer wanted.
 */
function claim(letterId: string): Promise<Claimed | null> {
  return db().transaction(async (tx) => {
    const [letter] = await tx
      .update(letters)
      .set({ state: 'sending', tries: sql`${letters.tries} + 1` })
      .where(and(eq(letters.id, letterId), eq(letters.state, 'queued')))
      .returning();
    if (!letter) return null;
    const drop = async () => {
      await tx.update(letters).set({ state: 'dropped' }).where(eq(letters.id, letterId));
      return null;
    };
    const { origin: written, contest, left, deadline } = Object(letter.data) as Record<string, string>;
    const origin = env().PUBLIC_URL ?? written;
    const locale = letter.locale ?? 'id';
    if (letter.kind === 'invitation') {
      const token = newToken();
      const [row] = await tx
        .update(invitations)
        .set({ tokenHash: hashToken(token) })
        .where(and(eq(invitations.id, letter.invitationId ?? ''), isOpen))
        .returning();
      if (!row || !origin) return drop();
      const link = new URL(paths.invitation(token), origin).href;
      return { letter, locale, content: { kind: 'invitation', role: row.role, link, until: row.expiresAt } };
    }
    if (letter.kind === 'renewal') {
      const content = await renewalLetter(tx, letter, origin);
      return content ? { letter, locale, content } : drop();
    }
    if (letter.kind === 'siteBroken' || letter.kind === 'siteWell') {
      const content = await siteLetter(tx, letter, origin);
      return content ? { letter, locale, content } : drop();
    }
    // A reminder that comes after its day reminds of nothing.
    if (!deadline || new Date(deadline) <= new Date()) return drop();
    const about = { contest: contest ?? '', deadline: new Date(deadline) };
    const to = (path: string) => (origin ? new URL(path, origin).href : null);
    const content: LetterContent =
      letter.kind === 'judgeReminder'
        ? { kind: 'judgeReminder', left: Number(left), ...about, link: to(paths.judge()) }
        : { kind: 'webmasterReminder', ...about, link: to(paths.webmaster()) };
    return { letter, locale, content };
  });
}

/** The worker's side: sends a letter that waits. @throws Error when it certainly did not go out, for another try */
export async function sendLetter({ letterId }: LetterJobData, _context: JobContext): Promise<void> {
  const claimed = await claim(letterId);
  if (!claimed) return;
  const { letter, content, locale } = claimed;
  const own = eq(letters.id, letterId);
  try {
    const mail = letterText(letter.toName, content, locale);
    await sendMail({ to: { name: letter.toName, address: letter.toEmail }, ...mail });
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    if (mayHaveArrived(error)) {
      await db().update(letters).set({ error: said }).where(own);
      return;
    }
    const { responseCode } = Object(error) as { responseCode?: number };
    // 5xx: the server will not take it, however often it is asked.
    const isFinal = (responseCode ?? 0) >= 500 || letter.tries >= 6;
    await db()
      .update(letters)
      .set({ state: isFinal ? 'failed' : 'queued', error: said })
      .where(own);
    if (isFinal) return;
    throw error;
  }
  await db().update(letters).set({ state: 'sent', error: null, sentAt: sql`now()` }).where(own);
}

/** Where a person can be written to: the address of their account, else that of the invitation they came by. */
export async function addressOf(tx: Querier, userId: string): Promise<string | null> {
  const [person] = await tx.select({ email: user.email }).from(user).where(eq(user.id, userId));
  if (person && !person.email.endsWith('@juri.invalid')) return person.email;
  const [row] = await tx
    .select({ email: invitations.email })
    .from(invitations)
    .where(and(eq(invitations.usedBy, userId), sql`${invitations.email} IS NOT NULL`))
    .orderBy(desc(invitations.usedAt))
    .limit(1);
  return row?.email ?? null;
}
