import { type ContactChannel, shownContacts } from './reading/contacts.ts';
import { homePage, lookedIn, sampleIsEnough, tooFewPages } from './reading/pages.ts';
import { type Check, measuredUnlessZero, unmeasured } from './reading/result.ts';

const ID = 'contact-channels';

const WANTED: { name: string; channels: ContactChannel[]; sought: string }[] = [
  {
    name: 'WhatsApp atau SMS',
    channels: ['whatsapp', 'sms'],
    sought: 'tautan wa.me/sms: dengan nomor, atau nomor di dekat kata WhatsApp/SMS',
  },
  { name: 'Telepon', channels: ['phone'], sought: 'tautan tel:, atau nomor di dekat kata telepon' },
  { name: 'Instagram', channels: ['instagram'], sought: 'tautan ke profil instagram.com' },
  { name: 'Facebook', channels: ['facebook'], sought: 'tautan ke profil facebook.com, bukan tombol bagikan' },
  { name: 'Surel', channels: ['email'], sought: 'tautan mailto: atau alamat surel' },
];

/** Share of five ways to reach the agency that visitors can see. */
export const check: Check = (visit, regency) => {
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  const contacts = shownContacts(visit, regency);
  const results = WANTED.map(({ name, channels, sought }) => {
    const contact = contacts.find((candidate) => channels.includes(candidate.channel));
    if (!contact) return { met: false, evidence: lookedIn(visit, `${name}: tidak ada (${sought}).`) };
    return {
      met: true,
      evidence: { ...contact.evidence, text: `${name}: ${contact.value}. ${contact.evidence.text}` },
    };
  });
  const met = results.filter((result) => result.met).length;
  if (met < results.length && !sampleIsEnough(visit)) return unmeasured(ID, tooFewPages(visit));
  return measuredUnlessZero(
    ID,
    met / results.length,
    results.map((result) => result.evidence),
  );
};
