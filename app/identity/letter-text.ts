/** What a letter says. Pure. */
import { formatTime } from '#app/i18n/format.ts';
import { lettersText } from '#app/i18n/letters.ts';
import { type Locale, text } from '#app/i18n/text.ts';
import type { Role } from './roles.ts';
import { type SiteLetterContent, siteLetterText } from './site-letter-text.ts';

export interface RenewalContent {
  kind: 'renewal';
  role: Role;
  contest: string;
  /** A webmaster's entries by name. */
  sites: string[];
  link: string;
  /** Until when the link lets somebody in once; null: it leads to where people sign in. */
  until: Date | null;
}

export type LetterContent =
  | { kind: 'invitation'; role: Role; link: string; until: Date }
  | { kind: 'judgeReminder'; contest: string; left: number; deadline: Date; link: string | null }
  | { kind: 'webmasterReminder'; contest: string; deadline: Date; link: string | null }
  | RenewalContent
  | SiteLetterContent;

/** Subject and plain text of a letter in the person's language. */
export function letterText(name: string, content: LetterContent, locale: Locale): { subject: string; text: string } {
  const t = text(lettersText, locale);
  const greeting = t('greeting', { name });
  const foot = t('foot');
  const body = (...parts: (string | null)[]) => [greeting, ...parts.filter((part) => part !== null), foot].join('\n\n');
  if (content.kind === 'invitation') {
    const { role, link, until } = content;
    const asRole = t(`role_${role}`);
    return {
      subject: t('invitationSubject', { role: asRole }),
      text: body(
        t('invitation', { role: asRole }),
        link,
        t('invitationUntil', { time: formatTime(until, locale) }),
        t('invitationOnce'),
      ),
    };
  }
  if (content.kind === 'renewal') {
    const { role, contest, sites, link, until } = content;
    const said = { role: t(`role_${role}`), contest };
    const opening = t('renewal', said);
    const named = sites.length > 0 ? t('renewalSites', { sites: sites.join('; ') }) : null;
    return {
      subject: t('renewalSubject', said),
      text: until
        ? body(
            opening,
            t('renewalLink'),
            link,
            t('invitationUntil', { time: formatTime(until, locale) }),
            t('invitationOnce'),
          )
        : body(opening, named, t('renewalSignIn'), link),
    };
  }
  if ('what' in content) {
    const { subject, parts } = siteLetterText(content, locale);
    return { subject, text: body(...parts) };
  }
  const { contest, deadline, link } = content;
  const time = formatTime(deadline, locale);
  if (content.kind === 'judgeReminder')
    return {
      subject: t('judgeSubject', { n: content.left, contest }),
      text: body(t('judge', { n: content.left, contest, time }), link),
    };
  return { subject: t('webmasterSubject', { contest }), text: body(t('webmaster', { contest, time }), link) };
}
