import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { noteContact } from '#app/identity/devices.server.ts';
import { mayUseCard } from '#app/identity/roles.ts';
import { getSession, notFound } from '#app/identity/session.server.ts';

const heartbeat = z.object({ judge: z.uuid(), unsent: z.number().int().min(0).max(100_000).nullable() });

export function loader() {
  throw notFound();
}

/**
 * A judge's page says that it is there and how many edits wait on the device: 204; 401 when the session is over (signed
 * out or cut off), 409 when somebody else is signed in than whose page it is: their unsent edits are not this one's.
 */
export async function action({ request }: ActionFunctionArgs) {
  const found = await getSession(request);
  if (!found) return new Response(null, { status: 401 });
  if (!mayUseCard(found.viewer.role)) throw notFound();
  const parsed = heartbeat.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return new Response(null, { status: 400 });
  const { judge, unsent } = parsed.data;
  if (judge !== found.viewer.userId) return new Response(null, { status: 409 });
  const noted = await noteContact(found.sessionId, { userAgent: request.headers.get('user-agent'), unsent });
  return new Response(null, { status: noted ? 204 : 401 });
}
