import type { Evidence } from '../audit.schema.ts';
import type { RegencyWords } from '../regency.ts';
import type { Visit } from '../visit.ts';
import { hostOf } from './reading/hosts.ts';
import { clickableLinks, homePage, lookedIn, sampleIsEnough, seen, tooFewPages } from './reading/pages.ts';
import { isCertainlyDead } from './reading/requests.ts';
import { type Check, measuredUnlessZero, quote, unmeasured } from './reading/result.ts';

const ID = 'regency-links';

/** Share of the required hosts linked: exact hosts, seen and clickable, not certainly dead. */
export const check: Check = (visit, regency) => {
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  const results = regency.requiredHosts.map((required) => lookFor(visit, required));
  const met = results.filter((result) => result.met).length;
  if (met < results.length && !sampleIsEnough(visit)) return unmeasured(ID, tooFewPages(visit));
  return measuredUnlessZero(
    ID,
    met / results.length,
    results.map((result) => result.evidence),
  );
};

function lookFor(visit: Visit, required: RegencyWords['requiredHosts'][number]): { met: boolean; evidence: Evidence } {
  const name = required.name.id;
  const own = hostOf(visit.finalUrl ?? visit.entryUrl);
  if (required.hosts.includes(own))
    return { met: true, evidence: { url: visit.finalUrl ?? visit.entryUrl, text: `${name}: situs ini sendiri.` } };
  const links = clickableLinks(visit).filter(({ link }) => required.hosts.includes(hostOf(link.href)));
  const alive = links.find(({ link }) => !isCertainlyDead(visit, link.href));
  if (alive) return { met: true, evidence: seen(alive.page, alive.link, `${name}: ${alive.link.href}`) };
  const [dead] = links;
  if (dead) return { met: false, evidence: seen(dead.page, dead.link, `${name}: tautan mati ke ${dead.link.href}`) };
  const near = nearMiss(visit, required.hosts);
  return {
    met: false,
    evidence: lookedIn(visit, `${name}: tidak ada tautan yang terlihat ke ${required.hosts.join(' atau ')}.${near}`),
  };
}

/** A hidden link is the commonest reason why a webmaster says "but it is there". */
function nearMiss(visit: Visit, hosts: string[]): string {
  const hidden = visit.pages.flatMap((page) => page.links).find((link) => hosts.includes(hostOf(link.href)));
  return hidden ? ` Ada ${quote(hidden.text || hidden.href, 60)}, tetapi tidak terlihat oleh pengunjung.` : '';
}
