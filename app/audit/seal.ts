/** The last step of a visit, before anything of it leaves the process that made it. */
import { contentHints } from './hints.ts';
import { findPrivateNotices, redact } from './private-notices.ts';
import type { RegencyWords } from './regency.ts';
import { BYTES, withinBytes } from './screens.ts';
import type { Visit } from './visit.ts';

/**
 * Notes where identity numbers stand, makes them unreadable everywhere in the visit, and adds the hints. Sealing a
 * sealed visit changes nothing. Pure.
 */
export function sealVisit(visit: Visit, regency: RegencyWords): Visit {
  const privateNotices = visit.privateNotices ?? findPrivateNotices(visit.pages, regency);
  // A picture that comes late, after the visit was cut short, is not among them.
  const screens = withinBytes(visit.screens ?? [], BYTES.all);
  const sealed = redact({ ...visit, privateNotices, screens });
  // An error page says nothing of the site's content.
  return { ...sealed, hints: visit.failure ? null : contentHints(sealed, regency) };
}
