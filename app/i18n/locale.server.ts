import { createCookie } from '@remix-run/node';
import { type Locale, locales } from './text.ts';

export type Theme = 'auto' | 'light' | 'dark';

const cookie = createCookie('lomba-tampilan', {
  path: '/',
  sameSite: 'lax',
  maxAge: 60 * 60 * 24 * 365,
  httpOnly: true,
});

export interface Preferences {
  locale: Locale;
  theme: Theme;
}

/** Locale and theme of the request: the person's choice (cookie), else Indonesian and the system's theme. */
export async function readPreferences(request: Request): Promise<Preferences> {
  const stored = (await cookie.parse(request.headers.get('Cookie'))) as { locale?: unknown; theme?: unknown } | null;
  return {
    locale: locales.find((each) => each === stored?.locale) ?? 'id',
    theme: stored?.theme === 'light' || stored?.theme === 'dark' ? stored.theme : 'auto',
  };
}

/** Locale of the request. */
export async function readLocale(request: Request): Promise<Locale> {
  return (await readPreferences(request)).locale;
}

/** Set-Cookie value that keeps the choice. */
export function writePreferences(preferences: Preferences): Promise<string> {
  return cookie.serialize(preferences);
}
