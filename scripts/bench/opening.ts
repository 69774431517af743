/** From asking for a judge's sheet to the first level that takes a tap: cold on a slow line, and from the stored page. */
import { type BrowserContext, type Page, PredefinedNetworkConditions } from 'puppeteer';
import { paths } from '#app/paths.ts';
import { columns } from '../columns.ts';
import { onSheet, type SheetStage, TABLET } from './sheet-stage.ts';

export const OPENING_BENCH_HELP = 'bench opening [--times 5] [--slowdown 1]';

const LEVEL = 'input[name="tingkat-D1"]:enabled';
/** A new tablet stores the sheet and what it needs. */
const WAITING = { polling: 500, timeout: 60_000 };
const FAST_4G = PredefinedNetworkConditions['Fast 4G'];

async function openTab(context: BrowserContext, { address, cookie }: SheetStage): Promise<Page> {
  const { hostname } = new URL(address);
  const pairs = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), domain: hostname };
  });
  await context.setCookie(...pairs);
  const page = await context.newPage();
  await page.setViewport(TABLET);
  return page;
}

/** Milliseconds of the page's own clock, which starts with the navigation. */
async function usable(page: Page, address: string): Promise<number> {
  const going = page.goto(address);
  const handle = await page.waitForFunction(
    (selector) => document.querySelector(selector) && performance.now(),
    { polling: 'raf', timeout: 60_000 },
    LEVEL,
  );
  await going;
  return Number(await handle.jsonValue());
}

async function cold(stage: SheetStage, slowdown: number): Promise<number> {
  const context = await stage.browser.createBrowserContext();
  const page = await openTab(context, stage);
  await page.emulateCPUThrottling(slowdown);
  await page.emulateNetworkConditions(FAST_4G);
  const ms = await usable(page, stage.address);
  await context.close();
  return ms;
}

const NO_NETWORK = { offline: true, latency: 0, download: 0, upload: 0 };

/** A later opening on a tablet that has stored its sheets, on such a network: of the page and of the service worker. */
async function stored(stage: SheetStage, slowdown: number, network: typeof NO_NETWORK): Promise<number> {
  const context = await stage.browser.createBrowserContext();
  const page = await openTab(context, stage);
  // The desk stores what is assigned.
  await page.goto(new URL(paths.judge(), stage.address).href);
  await page.waitForFunction(async (address) => (await caches.match(address)) !== undefined, WAITING, stage.address);
  const worker = await stage.browser.waitForTarget(
    (target) => target.type() === 'service_worker' && target.browserContext() === context,
  );
  const { offline, latency, download, upload } = network;
  const conditions = { offline, latency, downloadThroughput: download, uploadThroughput: upload };
  for (const client of [await page.createCDPSession(), await worker.createCDPSession()])
    await client.send('Network.emulateNetworkConditions', conditions);
  await page.emulateCPUThrottling(slowdown);
  const ms = await usable(page, stage.address);
  await context.close();
  return ms;
}

/** @returns exit code: 0; the figures are for people to compare with the bar of 1.5 s */
export async function benchOpening(args: string[]): Promise<number> {
  const figureOf = (flag: string, fallback: number) => {
    const at = args.indexOf(flag);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  const times = figureOf('--times', 5);
  const slowdown = figureOf('--slowdown', 1);
  return onSheet(async (stage) => {
    // The first of all finds the server cold; a tablet in a room is never that one.
    await cold(stage, slowdown);
    const rows: string[][] = [];
    for (const [name, open] of [
      ['cold, fast 4G', cold],
      [
        'stored, fast 4G',
        (on: SheetStage, slow: number) => stored(on, slow, { ...NO_NETWORK, ...FAST_4G, offline: false }),
      ],
      ['stored, no network', (on: SheetStage, slow: number) => stored(on, slow, NO_NETWORK)],
    ] as const) {
      const all: number[] = [];
      for (let n = 0; n < times; n += 1) all.push(await open(stage, slowdown));
      all.sort((a, b) => a - b);
      rows.push([name, ...[all[0], all[Math.floor(all.length / 2)], all.at(-1)].map((ms) => (ms ?? 0).toFixed(0))]);
    }
    process.stdout.write(
      `${columns([['opening', 'least ms', 'median ms', 'most ms'], ...rows], [1, 2, 3]).join('\n')}\n`,
    );
    return 0;
  });
}
