/** What a letter about a site says: that something broke, or is well again. Pure. */
import { contestText } from '#app/i18n/contest.ts';
import { formatTime } from '#app/i18n/format.ts';
import { siteLettersText } from '#app/i18n/site-letters.ts';
import { type Locale, text } from '#app/i18n/text.ts';

export const siteMatters = ['down', 'certificate', 'spam', 'contact'] as const;

export interface SiteLetterContent {
  kind: 'siteBroken' | 'siteWell';
  what: (typeof siteMatters)[number];
  name: string;
  url: string;
  at: Date;
  /** Of a certificate. */
  validTo?: Date | undefined;
  /** Of a number. */
  channel?: string | undefined;
  value?: string | undefined;
  link: string | null;
  /** Where these letters are switched off. */
  account: string | null;
}

const numbers = ['whatsapp', 'sms', 'phone', 'sapamas'] as const;

/** Subject and paragraphs. */
export function siteLetterText(content: SiteLetterContent, locale: Locale): { subject: string; parts: string[] } {
  const t = text(siteLettersText, locale);
  const { kind, what, name, url, at, validTo, value = '', link, account } = content;
  const channel = numbers.find((each) => each === content.channel);
  const number = channel ? `${text(contestText, locale)(`channel_${channel}`)} ${value}` : value;
  const said = { name, url, time: formatTime(at, locale), end: validTo ? formatTime(validTo, locale) : '–', number };
  const state = kind === 'siteBroken' ? 'broken' : 'well';
  const parts = [t(`${state}_${what}`, said), link, [t('once'), account].filter(Boolean).join(' ')];
  return { subject: t(`${state}Subject_${what}`, said), parts: parts.filter((part) => part !== null) };
}
