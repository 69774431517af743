/** The way into a look that a judge is asked for: whose it is, the look itself has to say. */
import { z } from 'zod';
import { readLocale } from '#app/i18n/locale.server.ts';
import type { Locale } from '#app/i18n/text.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';

/** @throws Response 404 for what is no id; sign-in page or refusal for who judges nothing */
export async function enterLook(
  request: Request,
  id: string | undefined,
): Promise<{ viewer: Viewer; lookId: string; locale: Locale }> {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) throw notFound();
  return { viewer, lookId: parsed.data, locale: await readLocale(request) };
}
