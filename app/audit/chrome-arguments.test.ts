import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromeArguments, chromeEnvironment, NO_DESKTOP } from './chrome-arguments.ts';

const defaults = ['--disable-popup-blocking', '--headless=new', 'about:blank'];
const options = { proxyPort: 4711, trustedSpki: [], ignoreCertificates: false };

describe('chromeArguments', () => {
  test("Chrome's own sandbox is off for root alone", () => {
    expect(chromeArguments(defaults, options, true)).toContain('--no-sandbox');
    const plain = chromeArguments(defaults, options, false);
    expect(plain.filter((arg) => /sandbox|zygote|single-process/.test(arg))).toEqual([]);
  });

  test('everything goes to the proxy, loopback too, and nothing is resolved beside it', () => {
    const args = chromeArguments(defaults, options, false);
    expect(args.filter((arg) => arg.startsWith('--proxy-'))).toEqual([
      '--proxy-server=socks5://127.0.0.1:4711',
      '--proxy-bypass-list=<-loopback>',
    ]);
    expect(args).toContain('--webrtc-ip-handling-policy=disable_non_proxied_udp');
    expect(args.some((arg) => /^--host-resolver-rules=.*MAP \* ~NOTFOUND/.test(arg))).toBe(true);
  });

  test('certificates are judged unless the audit has noted a bad one; a popup needs a person', () => {
    const args = chromeArguments(defaults, options, false);
    expect(args.filter((arg) => arg.startsWith('--ignore-certificate-errors'))).toEqual([]);
    expect(chromeArguments(defaults, { ...options, ignoreCertificates: true }, false)).toContain(
      '--ignore-certificate-errors',
    );
    expect(args).not.toContain('--disable-popup-blocking');
    expect(args.indexOf('about:blank')).toBe(args.length - 1);
  });

  test('one switch is given once: Chrome hears only the last', () => {
    const names = chromeArguments(['--disable-features=A', '--mute-audio', ...defaults], options, true).map(
      (arg) => arg.split('=')[0],
    );
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('chromeEnvironment', () => {
  const env = { PATH: '/usr/bin', HOME: '/home/juri', DATABASE_URL: 'postgres://x:rahasia@y/z', AUTH_SECRET: 's' };

  test('carries no secret of ours, and keeps temporary files in the profile folder', () => {
    const given = chromeEnvironment({ ...env, HTTPS_PROXY: 'http://x', DISPLAY: ':0' }, '/tmp/lomba-audit-1-a');
    expect(given).toMatchObject({ HOME: '/home/juri', TMPDIR: '/tmp/lomba-audit-1-a' });
    expect(given.PATH?.split(delimiter)).toEqual([join('/tmp/lomba-audit-1-a', NO_DESKTOP), '/usr/bin']);
    expect(Object.keys(given).filter((name) => /DATABASE|SECRET|PROXY|DISPLAY/.test(name))).toEqual([]);
  });

  test("a folder too deep for Chrome's socket is not forced on it", () => {
    const deep = `/var/${'folders/'.repeat(12)}lomba-audit-1-a`;
    expect(chromeEnvironment({ ...env, TMPDIR: '/var/t' }, deep).TMPDIR).toBe('/var/t');
  });
});
