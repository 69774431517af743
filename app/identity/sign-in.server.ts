import { isAPIError } from 'better-auth/api';
import { db } from '#db/client.server.ts';
import { auth, CLIENT_ADDRESS_HEADER } from './auth.server.ts';
import { clientGroup } from './client-address.ts';
import { clearAttempts, takeAttempt } from './rate-limit.server.ts';
import { getSession } from './session.server.ts';
import { endSession } from './sessions.server.ts';

/** `headers` carry the Set-Cookie lines; the caller's answer must forward them. */
type Entered = { ok: true; headers: Headers };
type Refused = { ok: false; reason: 'wrong' } | { ok: false; reason: 'tooMany'; minutes: number };

/** The same answer for an unknown address, a judge's and a wrong password. Other errors are not ours to hide. */
function refusal(error: unknown): Refused {
  if (isAPIError(error) && error.statusCode < 500) return { ok: false, reason: 'wrong' };
  throw error;
}

/**
 * Signs in with address and password. Limited by address and client together, so that a room behind one line does
 * not lock itself out, and a stranger elsewhere locks nobody out. `shared`: the session ends with the browser.
 */
export async function signIn(
  given: { email: string; password: string; shared?: boolean },
  request: Request,
): Promise<Entered | Refused> {
  const email = given.email.trim().toLowerCase();
  const limit = ['sign-in', email, clientGroup(request.headers.get(CLIENT_ADDRESS_HEADER) ?? '')];
  const attempt = await takeAttempt(db(), limit);
  if (!attempt.allowed) return { ok: false, reason: 'tooMany', minutes: attempt.minutes };
  const before = await getSession(request);
  try {
    const { headers } = await auth().api.signInEmail({
      body: { email, password: given.password, rememberMe: !given.shared },
      headers: request.headers,
      returnHeaders: true,
    });
    await clearAttempts(db(), limit);
    // Its cookie has just been overwritten: nobody could end it any more from this device.
    if (before) await endSession(db(), before.viewer.userId, before.sessionId);
    return { ok: true, headers };
  } catch (error) {
    return refusal(error);
  }
}

/** Ends this device's session; the headers remove its cookie. */
export async function signOut(request: Request): Promise<Headers> {
  const { headers } = await auth().api.signOut({ headers: request.headers, returnHeaders: true });
  return headers;
}

/** Changes the own password, ends every other session, and renews this one. Limited by person. */
export async function changePassword(
  given: { current: string; password: string },
  request: Request,
  userId: string,
): Promise<Entered | Refused> {
  const limit = ['change-password', userId];
  const attempt = await takeAttempt(db(), limit);
  if (!attempt.allowed) return { ok: false, reason: 'tooMany', minutes: attempt.minutes };
  try {
    const { headers } = await auth().api.changePassword({
      body: { currentPassword: given.current, newPassword: given.password, revokeOtherSessions: true },
      headers: request.headers,
      returnHeaders: true,
    });
    await clearAttempts(db(), limit);
    return { ok: true, headers };
  } catch (error) {
    return refusal(error);
  }
}
