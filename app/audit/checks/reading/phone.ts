/**
 * An Indonesian number in E.164 (`0812 3456 789`, `+62812…`, `62812…`, `(0271) 495039` -> `+62…`), or null.
 * Short codes, numbers without an area code and foreign ones (left in many templates) give null.
 */
export function toE164(raw: string): string | null {
  const text = raw.replace(/^\s*00(?=[1-9])/, '+');
  const digits = text.replace(/\D/g, '');
  if (/^\s*\+/.test(text) && !digits.startsWith('62')) return null;
  const national = digits.replace(/^620?/, '').replace(/^0/, '');
  const hasPrefix = digits.startsWith('0') || digits.startsWith('62');
  // A mobile number typed as 812…: web forms and wa.me links often lack the prefix.
  if (!hasPrefix && !/^8\d{8,11}$/.test(digits)) return null;
  return /^[1-9]\d{7,11}$/.test(national) ? `+62${national}` : null;
}

/** Number of a WhatsApp link (wa.me, api/web.whatsapp.com, whatsapp:), null for a group, a share or a short link. */
export function whatsappNumber(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol === 'whatsapp:') return fromQuery(url);
  const host = url.hostname.replace(/^www\./, '');
  if (host === 'wa.me' || host === 'wa.link') {
    const path = decodeURIComponentSafely(url.pathname.slice(1)).replace(/\/+$/, '');
    return /^[+\d\s().-]+$/.test(path) ? toE164(path) : fromQuery(url);
  }
  return /^(api|web|chat)?\.?whatsapp\.com$/.test(host) && /^\/send\/?$/.test(url.pathname) ? fromQuery(url) : null;
}

/** Number of a tel: or sms: link; a local one without area code as its six to eight digits. */
export function dialledNumber(href: string): string | null {
  const match = /^(?:tel|sms|smsto|callto):(?:\/\/)?([^?;&]*)/i.exec(href);
  if (!match) return null;
  const number = decodeURIComponentSafely(match[1] ?? '');
  const digits = number.replace(/\D/g, '');
  return toE164(number) ?? (/^[1-9]\d{5,7}$/.test(digits) ? digits : null);
}

function fromQuery(url: URL): string | null {
  // In a query `+` is a space: `?phone=+62812…` arrives as ` 62812…`.
  const phone = url.searchParams.get('phone');
  return phone ? toE164(phone.trim()) : null;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
