import { homePage } from './reading/pages.ts';
import { isOk } from './reading/requests.ts';
import { type Check, measuredUnlessZero, quote, unmeasured } from './reading/result.ts';

const ID = 'security-headers';

interface Protection {
  name: string;
  present: (headers: Record<string, string>) => string | null;
}

const REFERRER =
  /\b(no-referrer|no-referrer-when-downgrade|origin|origin-when-cross-origin|same-origin|strict-origin|strict-origin-when-cross-origin|unsafe-url)\b/i;

const HSTS: Protection = {
  name: 'Strict-Transport-Security',
  present: (headers) => matching(headers, 'strict-transport-security', /max-age\s*=\s*"?0*[1-9]/i),
};
const OTHERS: Protection[] = [
  {
    name: 'Content-Security-Policy atau X-Frame-Options',
    present: (headers) =>
      matching(headers, 'content-security-policy', /\S/) ??
      matching(headers, 'x-frame-options', /deny|sameorigin|allow-from/i),
  },
  { name: 'X-Content-Type-Options', present: (headers) => matching(headers, 'x-content-type-options', /nosniff/i) },
  { name: 'Referrer-Policy', present: (headers) => matching(headers, 'referrer-policy', REFERRER) },
];

/** Share of four protections in the home page's headers; three without https, where HSTS has no meaning. */
export const check: Check = (visit) => {
  const page = homePage(visit);
  const response = visit.home && isOk(visit.home) ? visit.home : page;
  if (!response) return unmeasured(ID, 'Tajuk halaman depan tidak dapat dibaca.');
  const url = response.finalUrl;
  const wanted = url.startsWith('https:') ? [HSTS, ...OTHERS] : OTHERS;
  const found = wanted.map((protection) => ({ ...protection, seen: protection.present(response.headers) }));
  const evidence = found.map(({ name, seen }) => ({
    url,
    where: name,
    text: seen === null ? `Tajuk ${name} tidak ada atau nilainya tidak melindungi.` : `Ada: ${quote(seen)}`,
  }));
  if (wanted === OTHERS)
    evidence.push({ url, where: HSTS.name, text: 'HSTS tidak dihitung karena halaman depan tanpa HTTPS.' });
  return measuredUnlessZero(
    ID,
    found.filter((protection) => protection.seen !== null).length / wanted.length,
    evidence,
  );
};

function matching(headers: Record<string, string>, name: string, pattern: RegExp): string | null {
  const value = headers[name];
  return value !== undefined && pattern.test(value) ? `${name}: ${value}` : null;
}
