import { redirect } from '@remix-run/node';
import { readLocale } from '#app/i18n/locale.server.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '../paths.ts';
import { currentContest } from './contests.server.ts';

/**
 * Whom an organizer's page is for and which contest it is about.
 * @throws Response where `requireRole` does; to the overview, while there is no contest
 */
export async function organizerDesk(request: Request) {
  const viewer = await requireRole(request, ['organizer']);
  const [locale, contest] = await Promise.all([readLocale(request), currentContest()]);
  if (!contest) throw redirect(paths.organizer());
  return { viewer, locale, contest };
}
