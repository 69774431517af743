import { redirect } from '@remix-run/node';
import { and, eq, gt, sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { session, user, webmasters } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { auth, SESSION_DAYS, SESSION_STEP_MINUTES } from './auth.server.ts';
import { type Role, roles, type Viewer } from './roles.ts';
import { signedCookie } from './session-cookie.server.ts';

/**
 * Whoever the token lets in. Not a named statement: outside a transaction postgres.js would queue up to a hundred of them
 * on one connection, and a BEGIN that comes behind a hundred fails (UNSAFE_TRANSACTION): a save in a full room.
 */
const lookUp = (token: string) =>
  db()
    .select({ sessionId: session.id, updatedAt: session.updatedAt, userId: user.id, name: user.name, role: user.role })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(and(eq(session.token, token), gt(session.expiresAt, sql`now()`)));

/** Moves on when the session was last used, and with it its end where that is not fixed. */
async function keepGoing(sessionId: string): Promise<void> {
  const later = sql`now() + make_interval(days => ${SESSION_DAYS})`;
  await db()
    .update(session)
    .set({
      updatedAt: sql`now()`,
      expiresAt: sql`CASE WHEN ${session.fixedEnd} THEN ${session.expiresAt} ELSE ${later} END`,
    })
    .where(eq(session.id, sessionId));
}

/**
 * The signed-in person and the session of this very device, or null. better-auth makes and ends sessions; who comes in
 * with one is looked up here: its own way asks twice and signs anew, on every save of every tablet.
 */
export async function getSession(request: Request): Promise<{ sessionId: string; viewer: Viewer } | null> {
  const header = request.headers.get('cookie');
  if (!header) return null;
  const { authCookies, secret } = await auth().$context;
  const token = signedCookie(header, authCookies.sessionToken.name, secret);
  if (!token) return null;
  const [found] = await lookUp(token);
  if (!found) return null;
  const { sessionId, updatedAt, userId, name } = found;
  const role = roles.find((each) => each === found.role);
  if (!role) return null;
  // One that ends with the browser is not moved on.
  const kept = signedCookie(header, authCookies.dontRememberToken.name, secret) === null;
  if (kept && updatedAt.getTime() < Date.now() - SESSION_STEP_MINUTES * 60_000) await keepGoing(sessionId);
  const agencies =
    role === 'webmaster'
      ? await db().select({ id: webmasters.agencyId }).from(webmasters).where(eq(webmasters.userId, userId))
      : [];
  return { sessionId, viewer: { userId, name, role, agencyIds: agencies.map((each) => each.id) } };
}

/** The signed-in person, or null. */
export async function getViewer(request: Request): Promise<Viewer | null> {
  return (await getSession(request))?.viewer ?? null;
}

export function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'Cache-Control': 'no-store' } });
}

/** The redirect that a signed-out person gets: to the sign-in page, and from there back to where they were. */
function toSignIn(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  return redirect(paths.signIn(pathname + search));
}

/**
 * The viewer when their role is one of `allowed`; else throws: to the sign-in page when nobody is signed in,
 * 404 for another role (what a role may not see does not exist for it).
 * `hidden` gives 404 to the signed-out as well: for everything that could reveal a result.
 */
export async function requireRole(
  request: Request,
  allowed: readonly Role[],
  options: { hidden?: boolean } = {},
): Promise<Viewer> {
  const viewer = await getViewer(request);
  if (viewer && allowed.includes(viewer.role)) return viewer;
  if (viewer || options.hidden) throw notFound();
  throw toSignIn(request);
}

/** Session and viewer, whatever the role; throws to the sign-in page when nobody is signed in. */
export async function requireSession(request: Request): Promise<{ sessionId: string; viewer: Viewer }> {
  const found = await getSession(request);
  if (!found) throw toSignIn(request);
  return found;
}
