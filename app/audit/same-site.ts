/** What belongs to the audited site: its host (with or without www.) or, for an entry that is a path, that path. */
import { getDomain } from 'tldts';

const LANDING = /^(home|beranda|index|id|en|web|public|main|portal|site)$/i;

/** Registered domain under public suffix data (`karanganyarkab.go.id`, `pengguna.github.io`), else the host itself. */
export function registeredDomain(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/**
 * The folder an entry is confined to: `/kec-x/` for `kab.go.id/kec-x`, `/` for a host of its own. Only an address
 * directly on a registered domain (or on a host without one, such as localhost) can be a path entry:
 * `dinkes.kab.go.id/beranda` is the whole host.
 */
export function sitePrefix(entryUrl: string): string {
  const url = new URL(entryUrl);
  const host = url.hostname.replace(/^www\./, '');
  if (registeredDomain(host) !== host) return '/';
  const parts = url.pathname.split('/').filter(Boolean);
  if (parts.length > 0 && !url.pathname.endsWith('/') && /\./.test(parts.at(-1) ?? '')) parts.pop();
  if (parts.length === 0 || (parts.length === 1 && LANDING.test(parts[0] ?? ''))) return '/';
  return `/${parts.join('/')}/`;
}

/** Whether an address belongs to the site of the entry (or of the address its home page led to). */
export function isSameSite(entryUrl: string, finalUrl: string | null, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  const hosts = [entryUrl, ...(finalUrl ? [finalUrl] : [])].map((text) => plainHost(new URL(text)));
  if (!hosts.includes(plainHost(url))) return false;
  const prefix = sitePrefix(entryUrl);
  return prefix === '/' || `${url.pathname.replace(/\/$/, '')}/`.startsWith(prefix);
}

/** Host and port without `www.`; ports 80 and 443 are the same site. */
function plainHost(url: URL): string {
  return `${url.hostname.replace(/^www\./, '')}:${url.port}`;
}
