import { registeredDomain } from '../../same-site.ts';

/** Host of an address in lower case, without port; empty for what is no http(s) address. */
export function hostOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.hostname.replace(/\.$/, '') : '';
}

/** Host without `www.`. */
function plainHostOf(address: string): string {
  return hostOf(address).replace(/^www\./, '');
}

/** Whether two addresses are of one host; `www.`, scheme and port are ignored. */
export function isSameHost(a: string, b: string): boolean {
  const host = plainHostOf(a);
  return host !== '' && host === plainHostOf(b);
}

/** Registered domain of an address under public suffix data (`a.karanganyarkab.go.id` -> `karanganyarkab.go.id`). */
export function domainOf(address: string): string {
  const host = hostOf(address);
  return host === '' ? '' : registeredDomain(host);
}

/** Whether the host is the domain or lies under it: exact labels, so `xkab.go.id` is not under `kab.go.id`. */
export function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** One spelling for comparing addresses: no fragment, no `www.`, no trailing slash, scheme and port ignored. */
export function comparableAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return `${url.hostname.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}
