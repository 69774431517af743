/**
 * The process of one speed lane: a warm Lighthouse and a Chrome of its own, one run after the other (two at once in one
 * process disturb each other). When the parent is gone, this process, its Chrome and the profile folder go too; when
 * Chrome is gone, so is this process.
 */
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { endEveryChrome, launchChrome } from '../chrome.ts';
import { endWithParent, giveWay, ownThreads } from '../process-group.ts';
import { configHash } from './lighthouse-config.ts';
import { type Benchmark, measure } from './measure.ts';
import { lookUntilThePainting } from './paint-time.ts';
import { countProcessorTime } from './processor-time.ts';
import type { SpeedOutcome, SpeedTask } from './speed.ts';
import { beThrifty } from './thrift.ts';
import { startWaysOut } from './way-out.ts';

/** Lighthouse's own reckoning must not bend the page that another lane loads meanwhile; Chrome and link keep theirs. */
const NICE = 19;

export interface LaneStart {
  type: 'start';
  chromePath: string;
  profile: string;
  trustedSpki: string[];
}
export type ToLane = LaneStart | { type: 'run'; task: SpeedTask } | { type: 'go' };
export type FromLane =
  | { type: 'ready' }
  /** Wants to prepare, to load its page, or to reckon; waits for `go`. */
  | { type: 'waiting'; to: 'prepare' | 'load' | 'reckon' }
  /** Has ended loading. */
  | { type: 'loaded' }
  /** `clean`: fit for another run. */
  | { type: 'outcome'; outcome: SpeedOutcome; clean: boolean };

const { version: lighthouse } = createRequire(import.meta.url)('lighthouse/package.json') as { version: string };

let profile: string | null = null;
let go: (() => void) | null = null;

function send(message: FromLane): void {
  process.send?.(message);
}

endWithParent(() => {
  endEveryChrome();
  return profile;
});

countProcessorTime();
lookUntilThePainting();
beThrifty();

// A page that reloads under Lighthouse leaves it promises that nobody awaits; they must not end the whole lane.
process.on('unhandledRejection', () => {});

function waiting(to: 'prepare' | 'load' | 'reckon'): Promise<void> {
  return new Promise((resolve) => {
    go = resolve;
    send({ type: 'waiting', to });
  });
}

/** Port of a proxy that refuses everything: Chrome's own calls, outside every run. Each run has a way out of its own. */
async function deadEnd(): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function start({ chromePath, profile: folder, trustedSpki }: LaneStart): Promise<void> {
  profile = folder;
  const reckoning = ownThreads();
  const openWayOut = await startWaysOut();
  const chrome = await launchChrome({
    chromePath,
    profile: folder,
    proxyPort: await deadEnd(),
    trustedSpki,
    ignoreCertificates: false,
  });
  chrome.browser.on('disconnected', () => process.exit(3));
  giveWay(NICE, reckoning);
  const product = await chrome.browser.version();
  const versions = { node: process.versions.node, chrome: product, lighthouse, config: configHash };
  const benchmark: Benchmark = { answer: null, runsLeft: 0 };
  const gate = {
    prepare: () => waiting('prepare'),
    enter: () => waiting('load'),
    leave: () => send({ type: 'loaded' }),
    reckon: () => waiting('reckon'),
  };
  process.on('message', async (message: ToLane) => {
    if (message.type === 'go') go?.();
    if (message.type !== 'run') return;
    const began = new Date();
    const { run, report, clean } = await measure(
      { browser: chrome.browser, openWayOut, gate, benchmark },
      message.task,
    );
    const durationMs = Date.now() - began.getTime();
    send({ type: 'outcome', outcome: { run, report, startedAt: began.toISOString(), durationMs, versions }, clean });
  });
  send({ type: 'ready' });
}

process.once('message', (message: ToLane) => {
  if (message.type === 'start') start(message).catch(() => process.exit(4));
});
