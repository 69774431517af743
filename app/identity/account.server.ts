import { eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { user } from '#db/schema.ts';
import { type Person, readPerson } from './people.server.ts';
import { endAllSessions, endSession, listSessions, type SessionRow } from './sessions.server.ts';
import { signOut } from './sign-in.server.ts';

/** What a person sees of their own account. */
export async function readAccount(userId: string): Promise<{ person: Person; sessions: SessionRow[] } | null> {
  const [person, sessions] = await Promise.all([readPerson(db(), userId), listSessions(db(), userId)]);
  return person && { person, sessions };
}

/** Cuts off one of one's own devices; another person's stays. */
export async function endOwnSession(userId: string, sessionId: string): Promise<boolean> {
  return await endSession(db(), userId, sessionId);
}

/** Ends every session of the person, this device's too; the headers remove its cookie. */
export async function signOutEverywhere(userId: string, request: Request): Promise<Headers> {
  await endAllSessions(db(), userId);
  return await signOut(request);
}

/** Whether a webmaster gets letters about what breaks on the site. */
export async function wantsSiteLetters(userId: string): Promise<boolean> {
  const [person] = await db().select({ on: user.siteLetters }).from(user).where(eq(user.id, userId));
  return person?.on ?? false;
}

export async function setSiteLetters(userId: string, on: boolean): Promise<void> {
  await db().update(user).set({ siteLetters: on }).where(eq(user.id, userId));
}
