/** The last step of a visit, before anything of it leaves the process that made it. */
import { contentHints } from './hints.ts';
import { findPrivateNotices, redact } from './private-notices.ts';
import type { RegencyWords } from './regency.ts';
import type { Visit } from './visit.ts';

/**
 * Notes where identity numbers stand, makes them unreadable everywhere in the visit, and adds the hints. Sealing a
 * sealed visit changes nothing. Pure.
 */
export function sealVisit(visit: Visit, regency: RegencyWords): Visit {
  const privateNotices = visit.privateNotices ?? findPrivateNotices(visit.pages, regency);
  const sealed = redact({ ...visit, privateNotices });
  // An error page says nothing of the site's content.
  return { ...sealed, hints: visit.failure ? null : contentHints(sealed, regency) };
}
