import { redirect } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { webmasters } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { auth } from './auth.server.ts';
import { type Role, roles, type Viewer } from './roles.ts';

/** The signed-in person and the session of this very device, or null. */
export async function getSession(request: Request): Promise<{ sessionId: string; viewer: Viewer } | null> {
  const found = await auth().api.getSession({ headers: request.headers });
  if (!found) return null;
  const role = roles.find((each) => each === found.user.role);
  if (!role) return null;
  const agencies =
    role === 'webmaster'
      ? await db().select({ id: webmasters.agencyId }).from(webmasters).where(eq(webmasters.userId, found.user.id))
      : [];
  return {
    sessionId: found.session.id,
    viewer: { userId: found.user.id, name: found.user.name, role, agencyIds: agencies.map((each) => each.id) },
  };
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
  const session = await getSession(request);
  if (!session) throw toSignIn(request);
  return session;
}
