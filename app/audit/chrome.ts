/** Finding and starting Chrome. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import puppeteer, { type Browser, type ConnectionTransport } from 'puppeteer';
import { chromeArguments, chromeEnvironment, DESKTOP_OPENERS, NO_DESKTOP } from './chrome-arguments.ts';

export { findChrome } from './find-chrome.mjs';

export interface ChromeOptions {
  chromePath: string;
  /** Profile folder, made by the caller, who also removes it. */
  profile: string;
  /** Port of the egress proxy. */
  proxyPort: number;
  /** Base64 SHA-256 of public keys trusted beside the system's roots. */
  trustedSpki: readonly string[];
  /** Go on past bad certificates: only after the certificate was found bad and noted. */
  ignoreCertificates: boolean;
}

export interface RunningChrome {
  browser: Browser;
  /** Ends Chrome at once; resolves when the process is gone. */
  kill(): Promise<void>;
}

/**
 * Starts a Chrome of its own over a pipe. It stays in the process group of this process (Puppeteer would give it
 * its own), so killing the group kills it; and it ends by itself when the pipe closes, so it never outlives us.
 */
export async function launchChrome(options: ChromeOptions): Promise<RunningChrome> {
  const defaults = await puppeteer.defaultArgs({ headless: true, userDataDir: options.profile });
  const args = chromeArguments(defaults, options, process.getuid?.() === 0);
  leaveNoDesktop(options.profile);
  const chrome = spawn(options.chromePath, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: chromeEnvironment(process.env, options.profile),
  });
  running.add(chrome);
  const gone = new Promise<void>((resolve) => {
    chrome.once('exit', () => resolve());
    chrome.once('error', () => resolve());
  });
  void gone.then(() => running.delete(chrome));
  const kill = async () => {
    chrome.kill('SIGKILL');
    await gone;
  };
  try {
    const browser = await puppeteer.connect({
      transport: pipeTransport(chrome),
      defaultViewport: null,
      protocolTimeout: 25_000,
    });
    return { browser, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** What Chrome calls to hand an address of another scheme to the desktop does nothing. */
function leaveNoDesktop(profile: string): void {
  const folder = join(profile, NO_DESKTOP);
  mkdirSync(folder, { recursive: true });
  for (const name of DESKTOP_OPENERS) writeFileSync(join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
}

const running = new Set<ChildProcess>();

/** Ends every Chrome of this process at once, without waiting: for a process that is about to end itself. */
export function endEveryChrome(): void {
  for (const chrome of running) chrome.kill('SIGKILL');
}

/** DevTools over file descriptors 3 (to Chrome) and 4 (from Chrome): JSON messages ended by a zero byte. */
function pipeTransport(chrome: ChildProcess): ConnectionTransport {
  const toChrome = chrome.stdio[3] as Writable;
  const fromChrome = chrome.stdio[4] as Readable;
  let pending: Buffer[] = [];
  const transport: ConnectionTransport = {
    send: (message) => {
      toChrome.write(`${message}\0`);
    },
    close: () => toChrome.end(),
  };
  toChrome.on('error', () => {});
  fromChrome.on('error', () => {});
  fromChrome.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      const message = Buffer.concat([...pending, chunk.subarray(start, end)]).toString('utf8');
      pending = [];
      start = end + 1;
      setImmediate(() => transport.onmessage?.(message));
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  });
  fromChrome.on('close', () => transport.onclose?.());
  return transport;
}
