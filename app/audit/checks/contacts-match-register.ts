import type { Evidence } from '../audit.schema.ts';
import type { Visit } from '../visit.ts';
import { type ShownContact, shownContacts } from './reading/contacts.ts';
import { comparableAddress } from './reading/hosts.ts';
import { clickableLinks, homePage, lookedIn, sampleIsEnough, tooFewPages } from './reading/pages.ts';
import { toE164 } from './reading/phone.ts';
import { type Check, measuredUnlessZero, notApplicable, unmeasured } from './reading/result.ts';
import { facebookProfile, instagramProfile } from './reading/social.ts';

const ID = 'contacts-match-register';
type Registered = Visit['register'][number];

const NAMES: Record<Registered['channel'], string> = {
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  phone: 'Telepon',
  instagram: 'Instagram',
  facebook: 'Facebook',
  email: 'Surel',
  sapamas: 'SAPAMAS',
};

/** Share of registered contacts shown with the same value; each said to be same, changed (old and new) or missing. */
export const check: Check = (visit, regency) => {
  if (visit.register.length === 0)
    return notApplicable(ID, 'Daftar kontak resmi OPD ini kosong atau belum dikonfirmasi.');
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  const shown = shownContacts(visit, regency);
  const results = visit.register.map((item) => compare(visit, item, shown));
  const same = results.filter((result) => result.same).length;
  if (same < results.length && !sampleIsEnough(visit)) return unmeasured(ID, tooFewPages(visit));
  return measuredUnlessZero(
    ID,
    same / results.length,
    results.map((result) => result.evidence),
  );
};

function compare(visit: Visit, item: Registered, shown: ShownContact[]): { same: boolean; evidence: Evidence } {
  const name = NAMES[item.channel];
  const wanted = comparable(item);
  const candidates = shown.filter((contact) =>
    item.channel === 'sapamas'
      ? ['whatsapp', 'sms', 'phone'].includes(contact.channel)
      : contact.channel === item.channel,
  );
  const equal = candidates.find((contact) => contact.value === wanted);
  if (equal)
    return { same: true, evidence: { ...equal.evidence, text: `${name}: sama dengan daftar resmi (${item.value}).` } };
  const address = item.channel === 'sapamas' && /^https?:/.test(item.value) ? comparableAddress(item.value) : null;
  const link =
    address === null ? undefined : clickableLinks(visit).find((hit) => comparableAddress(hit.link.href) === address);
  if (link)
    return {
      same: true,
      evidence: {
        url: link.page.finalUrl,
        where: link.link.selector,
        text: `${name}: sama dengan daftar resmi (${item.value}).`,
      },
    };
  // Numbers that belong to another row of the register are no change of this one.
  const others = new Set(visit.register.filter((row) => row !== item).map(comparable));
  const changed = item.channel === 'sapamas' ? undefined : candidates.find((contact) => !others.has(contact.value));
  if (changed) {
    const text = `${name}: berbeda. Daftar resmi ${item.value}, di situs ${changed.value}. ${changed.evidence.text}`;
    return { same: false, evidence: { ...changed.evidence, text } };
  }
  return { same: false, evidence: lookedIn(visit, `${name}: ${item.value} dari daftar resmi tidak tercantum.`) };
}

/** A registered value as the site's would be written: E.164, account name, lower-case address. */
function comparable({ channel, value }: Registered): string {
  const text = value.trim();
  if (channel === 'instagram') return instagramProfile(text) ?? text.replace(/^@/, '').toLowerCase();
  if (channel === 'facebook') return facebookProfile(text) ?? text.replace(/^@/, '').toLowerCase();
  if (channel === 'email') return text.replace(/^mailto:/i, '').toLowerCase();
  return toE164(text) ?? text.replace(/\D/g, '');
}
