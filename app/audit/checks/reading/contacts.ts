import type { Evidence } from '../../audit.schema.ts';
import type { RegencyWords } from '../../regency.ts';
import type { LinkRecord, Visit } from '../../visit.ts';
import { clickableLinks, readablePages, seen } from './pages.ts';
import { dialledNumber, whatsappNumber } from './phone.ts';
import { quote } from './result.ts';
import { facebookProfile, instagramProfile } from './social.ts';
import { typedNumbers } from './typed-numbers.ts';

export type ContactChannel = 'whatsapp' | 'sms' | 'phone' | 'instagram' | 'facebook' | 'email';

export interface ShownContact {
  channel: ContactChannel;
  /** E.164 number, lower-case account name or e-mail address. */
  value: string;
  evidence: Evidence;
}

// From the beginning of a word and no longer than an address may be: else a long word is tried from each of its letters.
const EMAIL = /(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}/gi;
const PLACEHOLDER = /@(example|contoh|domain|email|yourdomain|mail)\.|^(nama|email|your|user|contoh|example)@/i;

/** Every contact a visitor sees on the pages read, each value of a channel once, where it was first seen. */
export function shownContacts(visit: Visit, regency: RegencyWords): ShownContact[] {
  const linked = clickableLinks(visit).flatMap(({ link, page }) =>
    contactsOf(link, regency).map(({ channel, value }) => ({
      channel,
      value,
      evidence: seen(page, link, `Tautan ${quote(link.text || link.href, 60)} menuju ${link.href}`),
    })),
  );
  const typed = readablePages(visit).flatMap((page) => [
    ...typedNumbers(page.text, regency.contactWords).map(({ channel, number, context }) => ({
      channel,
      value: number,
      evidence: { url: page.finalUrl, text: `Tertulis ${quote(context)}` },
    })),
    ...emailsIn(page.text).map((value) => ({
      channel: 'email' as const,
      value,
      evidence: { url: page.finalUrl, text: `Tertulis ${quote(value)}` },
    })),
  ]);
  const first = new Map<string, ShownContact>();
  for (const contact of [...linked, ...typed]) {
    const key = `${contact.channel} ${contact.value}`;
    if (!first.has(key)) first.set(key, contact);
  }
  return [...first.values()];
}

/** Contacts that one link leads to; none for share buttons. */
export function contactsOf(link: LinkRecord, regency: RegencyWords): { channel: ContactChannel; value: string }[] {
  const { href } = link;
  if (regency.shareLinks.some((pattern) => new RegExp(pattern, 'i').test(href))) return [];
  const found: [ContactChannel, string | null][] = [
    ['whatsapp', whatsappNumber(href)],
    ['sms', /^sms(to)?:/i.test(href) ? dialledNumber(href) : null],
    ['phone', /^(tel|callto):/i.test(href) ? dialledNumber(href) : null],
    ['email', /^mailto:/i.test(href) ? (emailsIn(href.replace(/\?.*$/, ''))[0] ?? null) : null],
    ['instagram', instagramProfile(href)],
    ['facebook', facebookProfile(href)],
  ];
  return found.flatMap(([channel, value]) => (value === null ? [] : [{ channel, value }]));
}

function emailsIn(text: string): string[] {
  const plain = text.replace(/^mailto:/i, '');
  return [...plain.matchAll(EMAIL)].map((match) => match[0].toLowerCase()).filter((email) => !PLACEHOLDER.test(email));
}
