/** What Chrome is started with: the flags that keep it behind the egress proxy, and as little of our own world as runs it. */
import { delimiter, join } from 'node:path';

export interface ChromeArguments {
  /** Port of the egress proxy. */
  proxyPort: number;
  /** Base64 SHA-256 of public keys trusted beside the system's roots. */
  trustedSpki: readonly string[];
  ignoreCertificates: boolean;
}

/**
 * Chrome resolves nothing itself: with SOCKS5 names go to the proxy, and prefetching must not go around it. What ends
 * in .local it asks the local network for by multicast, "not found" included, unless it has an address for it already (of the
 * discard prefix: one of IPv4 makes it ask the name server about NAT64).
 */
const RESOLVER_RULES = 'MAP *.local [100::1] , MAP * ~NOTFOUND , EXCLUDE 127.0.0.1';

/** Puppeteer's defaults that would let a page do what no visitor's browser lets it. */
const UNWANTED = ['about:blank', '--disable-popup-blocking'];

/**
 * Command line of an audit's Chrome.
 * @param defaults Puppeteer's arguments for the profile folder
 * @param isRoot Chrome's sandbox can't start under root; everybody else has it
 */
export function chromeArguments(defaults: readonly string[], options: ChromeArguments, isRoot: boolean): string[] {
  const args = [
    ...defaults.filter((arg) => !UNWANTED.includes(arg)),
    '--remote-debugging-pipe',
    `--proxy-server=socks5://127.0.0.1:${options.proxyPort}`,
    // Without it Chrome goes around the proxy to loopback and 169.254.169.254.
    '--proxy-bypass-list=<-loopback>',
    `--host-resolver-rules=${RESOLVER_RULES}`,
    '--disable-quic',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--deny-permission-prompts',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--no-default-browser-check',
    '--disable-crash-reporter',
    '--hide-scrollbars',
    '--mute-audio',
    '--window-size=1440,900',
    ...(options.trustedSpki.length > 0
      ? [`--ignore-certificate-errors-spki-list=${options.trustedSpki.join(',')}`]
      : []),
    ...(options.ignoreCertificates ? ['--ignore-certificate-errors'] : []),
    ...(isRoot ? ['--no-sandbox'] : []),
    'about:blank',
  ];
  return [...new Set(args)];
}

/** Folder in the profile, first on the path: programs in place of those that would open a mailto: or worse for a page. */
export const NO_DESKTOP = 'no-desktop';
export const DESKTOP_OPENERS = ['xdg-open', 'gio', 'gvfs-open', 'kde-open', 'exo-open', 'open'];

/** Chrome's own name for its lock; the six letters differ. */
const LOCK = 'org.chromium.Chromium.XXXXXX/SingletonSocket';
/** Longest path of a Unix socket that every system takes; Chrome aborts on a longer one. */
const LONGEST_SOCKET = 103;

const NEEDED =
  /^(PATH|HOME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|FONTCONFIG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAM\w*(\(X86\))?|TEMP|TMP|NUMBER_OF_PROCESSORS)$/i;

/**
 * Environment of an audit's Chrome: no passwords or keys of ours, no desktop to hand an address to, and temporary
 * files inside the profile folder: a Chrome that is killed leaves its lock behind, and goes with the profile there.
 */
export function chromeEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  profile: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => NEEDED.test(name));
  const fits = join(profile, LOCK).length <= LONGEST_SOCKET;
  const path = `${join(profile, NO_DESKTOP)}${delimiter}${env.PATH ?? ''}`;
  const folder = fits ? { TMPDIR: profile, TEMP: profile, TMP: profile } : {};
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', ...folder, PATH: path };
}
