/** One Lighthouse run in a warm Chrome: a browser context and a way out of its own, gone afterwards. */
import { gzipSync } from 'node:zlib';
import type { Result } from 'lighthouse';
import { navigationGather } from 'lighthouse/core/gather/navigation-runner.js';
import { Runner } from 'lighthouse/core/runner.js';
import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer';
import { redactAll } from '../nik.ts';
import type { LighthouseRun } from '../visit.ts';
import { countEveryShift, type TraceEvent } from './every-shift.ts';
import { LIGHTHOUSE_CONFIG, lighthouseFlags, UNREAD } from './lighthouse-config.ts';
import { readLhr, withoutScores } from './read-lhr.ts';
import { takeImages } from './report-images.ts';
import type { SpeedTask, StoredReport } from './speed.ts';
import { forgetRecordings, giveAdvice } from './thrift.ts';
import type { startWaysOut } from './way-out.ts';

/** Between two runs: how to come in, and to say that the page is no longer being measured. */
export interface Gate {
  /** Resolves when this run may prepare: few are ready ahead of those that load. */
  prepare(): Promise<void>;
  /** Resolves when this run may load its page. */
  enter(): Promise<void>;
  /** The page has loaded and its network is quiet; what follows is waiting and reckoning. May be told more than once. */
  leave(): void;
  /** Resolves when this run may look the page over and reckon its scores: nothing loads meanwhile. */
  reckon(): Promise<void>;
}

export interface Measured {
  run: LighthouseRun;
  report: StoredReport | null;
  /** Everything of this run is gone; false: only a new Chrome gets rid of it. */
  clean: boolean;
}

/** Answer of Chrome to Lighthouse's benchmark, kept for some runs: it burns a whole second of processor each time. */
export interface Benchmark {
  answer: object | null;
  runsLeft: number;
}

/** What a lane lends to a run. */
export interface Equipment {
  browser: Browser;
  openWayOut: Awaited<ReturnType<typeof startWaysOut>>;
  gate: Gate;
  benchmark: Benchmark;
}

const BENCHMARK_RUNS = 10;
const CLOSE_MS = 3_000;
/** A page that goes on loading this long after its first paint keeps the others waiting no longer. */
const LOADING_MS = 10_000;

/** Runs Lighthouse once on a page. Never throws for what the page does: such a run has `error`. */
export async function measure(equipment: Equipment, task: SpeedTask): Promise<Measured> {
  const { browser } = equipment;
  const gate = forOneRun(equipment.gate);
  const wayOut = await equipment.openWayOut({ allowPrivate: task.allowPrivate, onlyNamed: task.onlyNamed ?? false });
  let context: BrowserContext | null = null;
  try {
    await gate.prepare();
    giveAdvice(task.categories === 'all');
    context = await browser.createBrowserContext({
      proxyServer: `socks5://127.0.0.1:${wayOut.port}`,
      proxyBypassList: ['<-loopback>'],
      downloadBehavior: { policy: 'deny' },
    });
    const page = await openPage(context, task, gate, equipment.benchmark);
    // What Lighthouse's own function does in one go.
    const { artifacts, runnerOptions } = await navigationGather(page, task.url, {
      flags: lighthouseFlags(task),
      config: LIGHTHOUSE_CONFIG,
    });
    gate.leave();
    // A page left open goes on painting, and keeps a processor from the one that loads.
    const clean = await closed(context);
    await gate.reckon();
    const result = await Runner.audit(artifacts, runnerOptions);
    // Snippets of the page's elements may hold a citizen's identity number.
    const lhr = result ? redactAll(result.lhr) : null;
    const run = lhr ? readLhr(task.url, task.formFactor, lhr) : withoutScores(task.url, task.formFactor, 'NO_RESULT');
    return { run, report: lhr ? pack(lhr) : null, clean };
  } catch (error) {
    const run = withoutScores(task.url, task.formFactor, error instanceof Error ? error.message : 'ERROR');
    return { run, report: null, clean: context !== null && (await closed(context)) };
  } finally {
    gate.leave();
    wayOut.close();
    forgetRecordings();
  }
}

/** Leaves once at most: an event that comes late must not open the gate under the next run. Has one turn to reckon. */
function forOneRun(gate: Gate): Gate {
  let inside = false;
  let turn: Promise<void> | null = null;
  return {
    prepare: gate.prepare,
    reckon() {
      turn ??= gate.reckon();
      return turn;
    },
    async enter() {
      await gate.enter();
      inside = true;
    },
    leave() {
      if (inside) gate.leave();
      inside = false;
    },
  };
}

async function openPage(context: BrowserContext, task: SpeedTask, gate: Gate, benchmark: Benchmark): Promise<Page> {
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
  // A window in front of the page stops it painting, and Lighthouse waits for paint in vain.
  page.on('popup', (popup) => popup?.close().catch(() => {}));
  // A script may close a tab that a program opened; no visitor's own.
  await page.evaluateOnNewDocument(() => {
    window.close = () => {};
  });
  if (task.ignoreCertificates) {
    const session = await page.createCDPSession();
    await session.send('Security.setIgnoreCertificateErrors', { ignore: true });
  }
  const target = page.target();
  const create = target.createCDPSession.bind(target);
  target.createCDPSession = async () => {
    const session = await create();
    const { targetInfo } = await session.send('Target.getTargetInfo');
    tellRest(session, targetInfo.targetId, gate);
    return intercept(session, task, gate, benchmark);
  };
  return page;
}

/**
 * Tells when the page itself, frames apart, has painted and loaded and its network has been quiet for half a second, or
 * LOADING_MS after its first paint.
 */
function tellRest(session: CDPSession, mainFrame: string, gate: Gate): void {
  const seen = new Set<string>();
  session.on('Page.lifecycleEvent', ({ frameId, name }) => {
    if (frameId !== mainFrame) return;
    if (name === 'init') seen.clear();
    seen.add(name);
    if (name === 'firstContentfulPaint') setTimeout(gate.leave, LOADING_MS);
    if (['firstContentfulPaint', 'load', 'networkAlmostIdle'].every((each) => seen.has(each))) gate.leave();
  });
}

/**
 * Holds the run until it may load, when Lighthouse begins to record (it gives the answer 30 s), and, where the page is
 * looked into from every side afterwards, until it may reckon. Lets Lighthouse's benchmark through once in a while only.
 */
function intercept(session: CDPSession, { categories }: SpeedTask, gate: Gate, benchmark: Benchmark): CDPSession {
  const send = session.send.bind(session) as (method: string, ...rest: unknown[]) => Promise<object>;
  const emit = session.emit.bind(session);
  // The event is held and not the command after it: Lighthouse waits for this event as long as it takes.
  const emitInTurn: typeof session.emit = (type, event) => {
    if (type === 'Tracing.dataCollected') countEveryShift((event as { value: TraceEvent[] }).value);
    if (type !== 'Tracing.tracingComplete') return emit(type, event);
    gate.leave();
    if (categories === 'performance') return emit(type, event);
    void gate.reckon().then(() => emit(type, event));
    return true;
  };
  const intercepted = async (method: string, ...rest: unknown[]): Promise<object> => {
    if (method === 'Tracing.start') {
      await gate.enter();
      return send(method, recordingOf(rest[0]));
    }
    // Only for images without dimensions, an audit we skip, and seconds on a page of many pictures: one call each.
    if (method === 'CSS.getMatchedStylesForNode') return { matchedCSSRules: [] };
    if (method !== 'Runtime.evaluate' || !isBenchmark(rest[0])) return send(method, ...rest);
    if (benchmark.answer && benchmark.runsLeft > 0) {
      benchmark.runsLeft -= 1;
      return benchmark.answer;
    }
    benchmark.answer = await send(method, ...rest);
    benchmark.runsLeft = BENCHMARK_RUNS - 1;
    return benchmark.answer;
  };
  return Object.assign(session, { send: intercepted, emit: emitInTurn });
}

/** What is recorded: Lighthouse's categories without those that its checks do not read. */
function recordingOf(params: unknown): object {
  const { categories, ...others } = params as { categories: string };
  return {
    ...others,
    categories: categories
      .split(',')
      .filter((each) => !UNREAD.includes(each))
      .join(','),
  };
}

function isBenchmark(params: unknown): boolean {
  if (typeof params !== 'object' || params === null || !('expression' in params)) return false;
  return typeof params.expression === 'string' && params.expression.includes('function computeBenchmarkIndex');
}

async function closed(context: BrowserContext): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CLOSE_MS);
  });
  const done = context.close().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([done, patience]);
  } finally {
    clearTimeout(timer);
  }
}

function pack(lhr: Result): StoredReport {
  const { report, images } = takeImages(lhr);
  const none = Object.keys(images).length === 0;
  return {
    lhrGz: gzipSync(JSON.stringify(report)),
    imagesGz: none ? null : gzipSync(JSON.stringify(images)),
  };
}
