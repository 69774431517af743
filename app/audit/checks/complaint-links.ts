import type { Evidence } from '../audit.schema.ts';
import type { RegencyWords } from '../regency.ts';
import type { LinkRecord, Visit } from '../visit.ts';
import { contactsOf } from './reading/contacts.ts';
import { comparableAddress, hostOf } from './reading/hosts.ts';
import { clickableLinks, homePage, lookedIn, sampleIsEnough, seen, tooFewPages } from './reading/pages.ts';
import { toE164 } from './reading/phone.ts';
import { isCertainlyDead } from './reading/requests.ts';
import { type Check, measuredUnlessZero, quote, unmeasured } from './reading/result.ts';

const ID = 'complaint-links';
type Service = RegencyWords['complaintServices'][number];

/** Share of the complaint services linked: SAPAMAS by its contact, LAPOR! or LaporGub by their hosts. */
export const check: Check = (visit, regency) => {
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  const results = regency.complaintServices.map((service) => lookFor(visit, regency, service));
  const met = results.filter((result) => result.met).length;
  if (met < results.length && !sampleIsEnough(visit)) return unmeasured(ID, tooFewPages(visit));
  return measuredUnlessZero(
    ID,
    met / results.length,
    results.map((result) => result.evidence),
  );
};

function lookFor(visit: Visit, regency: RegencyWords, service: Service): { met: boolean; evidence: Evidence } {
  const name = service.name.id;
  const registered = visit.register.filter((item) => item.channel === service.id).map((item) => item.value);
  const known = [...service.numbers, ...registered];
  const links = clickableLinks(visit).filter(({ link }) => !isCertainlyDead(visit, link.href));
  const hit = links.find(({ link }) => leadsTo(link, service, known, regency));
  if (hit)
    return {
      met: true,
      evidence: seen(hit.page, hit.link, `${name}: ${quote(hit.link.text || name, 60)} menuju ${hit.link.href}`),
    };
  const wrong = links.find(({ link }) => isNamed(link, service) && /^(https?|sms|tel|whatsapp)/.test(link.href));
  if (wrong) {
    const text = `${name}: ${quote(wrong.link.text, 60)} menuju ${wrong.link.href}, bukan kontak ${name}${known.length > 0 ? ` (${known.join(', ')})` : ''}.`;
    return { met: false, evidence: seen(wrong.page, wrong.link, text) };
  }
  const named = known.length === 0 && service.words.length > 0 ? [`kontak yang bertuliskan ${service.words[0]}`] : [];
  const places = [...service.hosts, ...known, ...named].join(' atau ');
  return { met: false, evidence: lookedIn(visit, `${name}: tidak ada tautan yang terlihat ke ${places}.`) };
}

/** While no number is known, a contact link that carries the service's name is taken at its word. */
function leadsTo(link: LinkRecord, service: Service, known: string[], regency: RegencyWords): boolean {
  if (service.hosts.includes(hostOf(link.href))) return true;
  const numbers = contactsOf(link, regency).filter((contact) => ['whatsapp', 'sms', 'phone'].includes(contact.channel));
  if (known.length === 0) return numbers.length > 0 && isNamed(link, service);
  return known.some((value) =>
    /^https?:/.test(value)
      ? comparableAddress(value) === comparableAddress(link.href)
      : numbers.some((number) => number.value === (toE164(value) ?? value.replace(/\D/g, ''))),
  );
}

function isNamed(link: LinkRecord, service: Service): boolean {
  return service.words.some((word) => `${link.text} ${link.href}`.toLowerCase().includes(word));
}
