import type { Evidence } from '../audit.schema.ts';
import type { RegencyWords } from '../regency.ts';
import type { Visit } from '../visit.ts';
import { hostOf } from './reading/hosts.ts';
import {
  clickableLinks,
  homePage,
  lookedIn,
  readablePages,
  sampleIsEnough,
  seen,
  tooFewPages,
} from './reading/pages.ts';
import { type Check, measuredUnlessZero, unmeasured } from './reading/result.ts';

const ID = 'national-links';

/** Number of different national services linked; ten links to one of them are one. */
export const check: Check = (visit, regency) => {
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  const found = regency.nationalServices.flatMap((service) => lookFor(visit, service));
  if (found.length < 3 && !sampleIsEnough(visit)) return unmeasured(ID, tooFewPages(visit));
  const names = regency.nationalServices.map((service) => service.name.id).join(', ');
  return measuredUnlessZero(
    ID,
    found.length,
    found.length > 0 ? found : [lookedIn(visit, `Tidak ada tautan yang terlihat ke ${names}.`)],
  );
};

function lookFor(visit: Visit, service: RegencyWords['nationalServices'][number]): Evidence[] {
  const hit = clickableLinks(visit).find(({ link }) => service.hosts.includes(hostOf(link.href)));
  if (hit) return [seen(hit.page, hit.link, `${service.name.id}: ${hit.link.href}`)];
  const page = readablePages(visit).find((candidate) =>
    service.markup.some((part) => candidate.rawHtml.includes(part)),
  );
  return page ? [{ url: page.finalUrl, where: 'script', text: `${service.name.id}: dipasang di halaman.` }] : [];
}
