import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * `auth().api.openSession`: a session for a person whose link or card has just been redeemed. It has no address, so
 * nothing outside can call it. Going through `signInEmail` instead would need a password, and a judge has none.
 * With `days` the session ends then, however much it is used.
 */
export const openSession = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.uuid(), days: z.number().positive().optional() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const { userId, days } = ctx.body;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw ctx.error('NOT_FOUND');
        const seconds = days === undefined ? undefined : Math.round(days * 86_400);
        const fixed = seconds && { expiresAt: new Date(Date.now() + seconds * 1000), fixedEnd: true };
        // The last argument lets our end stand in the place of the usual one.
        const session = await internalAdapter.createSession(userId, false, fixed || undefined, Boolean(fixed));
        await setSessionCookie(ctx, { session, user }, false, seconds ? { maxAge: seconds } : undefined);
        return ctx.json({ userId, sessionId: session.id });
      },
    ),
  },
} satisfies BetterAuthPlugin;
