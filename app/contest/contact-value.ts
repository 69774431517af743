/** Values of the contact register, as they are compared and kept: numbers in E.164, account names, addresses. Pure. */
import type { Channel } from './channels.ts';

export type ContactProblem = 'empty' | 'number' | 'mobile' | 'account' | 'email' | 'sapamas';
export type ReadContact = { value: string; problem: null } | { value: null; problem: ContactProblem };

const refuse = (problem: ContactProblem): ReadContact => ({ value: null, problem });
const keep = (value: string): ReadContact => ({ value, problem: null });

/**
 * An Indonesian number as +62…, or null: ten to fourteen digits with it, written with 0, 62, +62 or, of a mobile, with
 * none of them. Letters beside it ("0812… (WA)") make it no number: who typed them should look again.
 */
export function indonesianNumber(text: string): string | null {
  if (!/^[+\d\s().–-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (/^\s*\+/.test(text) && !digits.startsWith('62')) return null;
  const prefixed = digits.startsWith('0') || digits.startsWith('62');
  if (!prefixed && !/^8\d{8,11}$/.test(digits)) return null;
  const national = digits.replace(/^620?/, '').replace(/^0/, '');
  return /^[1-9]\d{7,11}$/.test(national) ? `+62${national}` : null;
}

const isMobile = (number: string) => /^\+628\d{8,11}$/.test(number);

/** Reads what a person typed for a channel; the address of a profile stands for its name. */
export function readContact(channel: Channel, typed: string): ReadContact {
  const text = typed.trim();
  if (text === '') return refuse('empty');
  switch (channel) {
    case 'phone': {
      const number = indonesianNumber(text);
      return number ? keep(number) : refuse('number');
    }
    case 'whatsapp':
    case 'sms': {
      const number = indonesianNumber(text.replace(/^https?:\/\/(wa\.me|api\.whatsapp\.com\/send\?phone=)\/?/i, ''));
      if (!number) return refuse('number');
      // A text message reaches no landline; a WhatsApp Business account may have one.
      return channel === 'sms' && !isMobile(number) ? refuse('mobile') : keep(number);
    }
    case 'instagram':
      return account(
        text,
        /^(?:https?:\/\/)?(?:www\.)?instagram\.com\/([^/?#]+)\/?(?:[?#].*)?$/i,
        /^[a-z0-9._]{1,30}$/,
      );
    case 'facebook':
      return account(
        text,
        /^(?:https?:\/\/)?(?:www\.|web\.|m\.)?(?:facebook|fb)\.com\/([^/?#]+)\/?(?:[?#].*)?$/i,
        /^[a-z0-9.-]{1,80}$/,
      );
    case 'email': {
      const address = text.replace(/^mailto:/i, '').toLowerCase();
      return /^[^\s@]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,24}$/.test(address) ? keep(address) : refuse('email');
    }
    case 'sapamas': {
      if (/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text) && URL.canParse(text)) return keep(text);
      const number = indonesianNumber(text);
      return number ? keep(number) : refuse('sapamas');
    }
  }
}

function account(text: string, address: RegExp, name: RegExp): ReadContact {
  const found = (address.exec(text)?.[1] ?? text).replace(/^@/, '').toLowerCase();
  return name.test(found) ? keep(found) : refuse('account');
}
