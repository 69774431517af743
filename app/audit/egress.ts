/**
 * The egress guard: which addresses an audit may connect to. Everything an audit sends, from Chrome or from Node,
 * is resolved here, checked here, and connected to the very address that was checked, so a name that resolves
 * differently the second time gains nothing.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Networks that are never the public web, with the word shown to a person. */
const REFUSED: [string, number, 'ipv4' | 'ipv6', string][] = [
  ['0.0.0.0', 8, 'ipv4', 'unspecified'],
  ['10.0.0.0', 8, 'ipv4', 'private'],
  ['100.64.0.0', 10, 'ipv4', 'carrier-grade NAT'],
  ['127.0.0.0', 8, 'ipv4', 'loopback'],
  ['168.63.129.16', 32, 'ipv4', 'cloud metadata'],
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
  ['::1', 128, 'ipv6', 'loopback'],
  ['::', 96, 'ipv6', 'unspecified or v4-compatible'],
  ['::ffff:0:0:0', 96, 'ipv6', 'v4-translated'],
  ['64:ff9b::', 96, 'ipv6', 'NAT64'],
  ['64:ff9b:1::', 48, 'ipv6', 'NAT64'],
  ['100::', 64, 'ipv6', 'discard'],
  ['2001::', 23, 'ipv6', 'reserved'],
  ['2001:db8::', 32, 'ipv6', 'documentation'],
  ['2002::', 16, 'ipv6', '6to4'],
  ['3fff::', 20, 'ipv6', 'documentation'],
  ['fc00::', 7, 'ipv6', 'private'],
  ['fe80::', 10, 'ipv6', 'link-local'],
  ['fec0::', 10, 'ipv6', 'site-local'],
  ['ff00::', 8, 'ipv6', 'multicast'],
];

function listOf(net: string, prefix: number, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  list.addSubnet(net, prefix, family);
  return list;
}

const lists = REFUSED.map(([net, prefix, family, why]) => ({ list: listOf(net, prefix, family), why }));
/** All of IPv6 that is given out so far; whatever else exists one day is no website yet. */
const given = listOf('2000::', 3, 'ipv6');
const mapped = listOf('::ffff:0:0', 96, 'ipv6');

/**
 * Why an IP address is refused, or null when it is a public one. Takes IPv4 and IPv6 literals (without brackets);
 * v4-mapped IPv6 is judged as the IPv4 inside. Anything that is no IP literal is refused.
 */
export function addressRefusal(address: string): string | null {
  const bare = address.split('%')[0] ?? '';
  const version = isIP(bare);
  if (version === 0) return 'not an IP address';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const named = lists.find(({ list }) => list.check(bare, family));
  if (named) return named.why;
  return version === 6 && !given.check(bare, 'ipv6') && !mapped.check(bare, 'ipv6') ? 'reserved' : null;
}

/** Ports of other services (fetch.spec.whatwg.org, "bad port"): browsers open no page there, and neither do we. */
const BAD_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Why a port of a public address is refused, or null. On this machine itself only what a web server shows is open. */
function portRefusal(address: string, port: number): string | null {
  if (BAD_PORTS.has(port)) return 'port of another service';
  if (port === 80 || port === 443) return null;
  const own = Object.values(networkInterfaces()).some((each) => each?.some((one) => one.address === address));
  return own ? 'this machine itself' : null;
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
  /** Nothing but these, the public web neither. */
  onlyNamed?: boolean;
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
  /(^|\.)(clients\d*\.google\.com|update\.googleapis\.com|optimizationguide-pa\.googleapis\.com|content-autofill\.googleapis\.com|safebrowsing\.googleapis\.com|accounts\.google\.com|mtalk\.google\.com|chromewebstore\.googleapis\.com|passwordsleakcheck-pa\.googleapis\.com|redirector\.gvt1\.com|edgedl\.me\.gvt1\.com)$/;

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
  const named = policy.allowPrivate.includes(target);
  if (policy.onlyNamed && !named) throw new EgressRefused(target, 'not named');
  const found = await resolve(host);
  const refusals = found.map(({ address }) => {
    const why = addressRefusal(address);
    // A name that somebody allowed may point to its own network, but not, one day, to the cloud's keys.
    if (named) return why?.includes('metadata') && isIP(host) === 0 ? why : null;
    return why ?? portRefusal(address, port);
  });
  const allowed = found.filter((_, index) => refusals[index] === null);
  if (allowed.length === 0) throw new EgressRefused(target, refusals[0] ?? 'no address');
  return allowed;
}

async function resolve(host: string): Promise<CheckedAddress[]> {
  const version = isIP(host);
  if (version !== 0) return [{ address: host, family: version === 4 ? 4 : 6 }];
  if (host === 'localhost' || host.endsWith('.localhost')) return [{ address: '127.0.0.1', family: 4 }];
  if (/(^|\.)(invalid|test|example)$/.test(host)) {
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
  }
  const answers = await lookupInTime(host);
  return answers.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

const LOOKUP_MS = 12_000;

/** The system's resolver, which has no deadline of its own worth the name. Its silence is taken for our own outage. */
async function lookupInTime(host: string) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${host}`), { code: 'EAI_AGAIN' });
    timer = setTimeout(() => reject(error), LOOKUP_MS);
  });
  try {
    return await Promise.race([lookup(host, { all: true, order: 'ipv4first' }), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The first address behind a url's name; null when there is none that may be opened: whoever opens it finds out why. */
export async function addressBehind(url: string, policy: EgressPolicy): Promise<string | null> {
  const parsed = new URL(url);
  const port = Number(hostPort(parsed).split(':').at(-1));
  const [first] = await resolveAllowed(parsed.hostname, port, policy).catch(() => []);
  return first?.address ?? null;
}
