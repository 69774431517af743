/** Where a channel of the register leads. Pure. */
import type { Channel } from './channels.ts';

const digitsOf = (value: string) => value.replace(/\D/g, '');

/** An Indonesian telephone number in international form, without plus; null when it is none. */
function international(value: string): string | null {
  const digits = digitsOf(value);
  if (digits.length < 8 || digits.length > 15) return null;
  return digits.startsWith('0') ? `62${digits.slice(1)}` : digits;
}

function webAddress(value: string): string | null {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return null;
  return new URL(value).href;
}

const handleOf = (value: string) => /^@?([\w.-]{2,60})$/.exec(value.trim())?.[1] ?? null;

/** Address that opens the channel; null when the value is only to be read. Never anything but tel, sms, mailto, http(s). */
export function channelLink(channel: Channel, value: string): string | null {
  const number = international(value);
  const handle = handleOf(value);
  switch (channel) {
    case 'whatsapp':
      return webAddress(value) ?? (number && `https://wa.me/${number}`);
    case 'phone':
      return (
        number &&
        (digitsOf(value).startsWith('0') || digitsOf(value).startsWith('62')
          ? `tel:+${number}`
          : `tel:${digitsOf(value)}`)
      );
    case 'sms':
      return number && `sms:+${number}`;
    case 'email':
      return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value.trim()) ? `mailto:${value.trim()}` : null;
    case 'instagram':
      return webAddress(value) ?? (handle && `https://www.instagram.com/${handle}/`);
    case 'facebook':
      return webAddress(value) ?? (handle && `https://www.facebook.com/${handle}`);
    case 'sapamas':
      return webAddress(value);
  }
}
