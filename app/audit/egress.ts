/**
 * The egress guard: which addresses an audit may connect to. Everything an audit sends, from Chrome or from Node,
 * is resolved here, checked here, and connected to the very address that was checked, so a name that resolves
 * differently the second time gains nothing.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Networks that are never the public web, with the word shown to a person. */
const REFUSED: [string, number, 'ipv4' | 'ipv6', string][] = [
  ['0.0.0.0', 8, 'ipv4', 'unspecified'],
  ['10.0.0.0', 8, 'ipv4', 'private'],
  ['100.64.0.0', 10, 'ipv4', 'carrier-grade NAT'],
  ['127.0.0.0', 8, 'ipv4', 'loopback'],
  ['169.254.0.0', 16, 'ipv4', 'link-local or cloud metadata'],
  ['172.16.0.0', 12, 'ipv4', 'private'],
  ['192.0.0.0', 24, 'ipv4', 'reserved'],
  ['192.0.2.0', 24, 'ipv4', 'documentation'],
  ['192.88.99.0', 24, 'ipv4', 'reserved'],
  ['192.168.0.0', 16, 'ipv4', 'private'],
  ['198.18.0.0', 15, 'ipv4', 'benchmarking'],
  ['198.51.100.0', 24, 'ipv4', 'documentation'],
  ['203.0.113.0', 24, 'ipv4', 'documentation'],
  ['224.0.0.0', 4, 'ipv4', 'multicast'],
  ['240.0.0.0', 4, 'ipv4', 'reserved'],
  ['::', 96, 'ipv6', 'unspecified or v4-compatible'],
  ['64:ff9b::', 96, 'ipv6', 'NAT64'],
  ['64:ff9b:1::', 48, 'ipv6', 'NAT64'],
  ['100::', 64, 'ipv6', 'discard'],
  ['2001::', 23, 'ipv6', 'reserved'],
  ['2001:db8::', 32, 'ipv6', 'documentation'],
  ['2002::', 16, 'ipv6', '6to4'],
  ['fc00::', 7, 'ipv6', 'private'],
  ['fe80::', 10, 'ipv6', 'link-local'],
  ['fec0::', 10, 'ipv6', 'site-local'],
  ['ff00::', 8, 'ipv6', 'multicast'],
];

const lists = REFUSED.map(([net, prefix, family, why]) => {
  const list = new BlockList();
  list.addSubnet(net, prefix, family);
  return { list, why };
});

/**
 * Why an IP address is refused, or null when it is a public one. Takes IPv4 and IPv6 literals (without brackets);
 * v4-mapped IPv6 is judged as the IPv4 inside. Anything that is no IP literal is refused.
 */
export function addressRefusal(address: string): string | null {
  const bare = address.split('%')[0] ?? '';
  const version = isIP(bare);
  if (version === 0) return 'not an IP address';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  return lists.find(({ list }) => list.check(bare, family))?.why ?? null;
}

/** Thrown for an address the guard does not connect to. */
export class EgressRefused extends Error {
  readonly code = 'EGRESS_REFUSED';
  readonly target: string;
  constructor(target: string, why: string) {
    super(`${target}: ${why}`);
    this.target = target;
  }
}

/** What an audit may reach beyond the public web: exact `host:port` pairs, lower case, as in the URLs named. */
export interface EgressPolicy {
  allowPrivate: readonly string[];
}

/** An address that was checked and may be connected to. */
export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

/** `host:port` of a URL as the policy spells it: lower case, default port written out, IPv6 without brackets. */
export function hostPort(url: URL): string {
  return `${bareHost(url.hostname)}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** Host name without IPv6 brackets, trailing dot and capitals. */
export function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** Hosts that Chromium calls by itself; they are no part of any site and are refused. */
const CHROMIUM_OWN =
  /(^|\.)(clients\d*\.google\.com|update\.googleapis\.com|optimizationguide-pa\.googleapis\.com|content-autofill\.googleapis\.com|safebrowsing\.googleapis\.com|accounts\.google\.com|redirector\.gvt1\.com|edgedl\.me\.gvt1\.com)$/;

/** Whether Chromium calls this host by itself, whatever page is open. */
export function isBrowsersOwn(host: string): boolean {
  return CHROMIUM_OWN.test(host);
}

/**
 * Resolves a host and returns the addresses that may be connected to, IPv4 first.
 * `*.localhost` is 127.0.0.1 without asking anybody (resolvers differ), `*.invalid` and `*.test` never exist.
 * @throws EgressRefused when every address is refused; the resolver's error (ENOTFOUND, EAI_AGAIN…) otherwise.
 */
export async function resolveAllowed(hostname: string, port: number, policy: EgressPolicy): Promise<CheckedAddress[]> {
  const host = bareHost(hostname);
  const target = `${host}:${port}`;
  if (isBrowsersOwn(host)) throw new EgressRefused(target, "the browser's own call");
  const found = await resolve(host);
  if (policy.allowPrivate.includes(target)) return found;
  const allowed = found.filter(({ address }) => addressRefusal(address) === null);
  if (allowed.length === 0) {
    const why = found[0] ? addressRefusal(found[0].address) : null;
    throw new EgressRefused(target, why ?? 'no address');
  }
  return allowed;
}

async function resolve(host: string): Promise<CheckedAddress[]> {
  const version = isIP(host);
  if (version !== 0) return [{ address: host, family: version === 4 ? 4 : 6 }];
  if (host === 'localhost' || host.endsWith('.localhost')) return [{ address: '127.0.0.1', family: 4 }];
  if (/(^|\.)(invalid|test|example)$/.test(host)) {
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
  }
  const answers = await lookup(host, { all: true, order: 'ipv4first' });
  return answers.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}
