/** From tap to painted state on a judge's sheet, beside the tap on a React page with one list of radios and nothing else. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { columns } from '../columns.ts';
import { percentile } from './percentile.ts';
import { onSheet, TABLET } from './sheet-stage.ts';

export const TAPS_BENCH_HELP = 'bench taps [--slowdown 4] [--taps 60]';

/** Between taps: the answer of the one before comes in. */
const PAUSE_MS = 150;

/** Milliseconds from each tap to after the frame that shows it. Taps go round the indicators of the step in sight. */
function tapAll(page: Page, names: string, taps: number): Promise<number[]> {
  return page.evaluate(
    async (selector, count, pause) => {
      const inputs = [...document.querySelectorAll<HTMLInputElement>(selector)];
      const groups = [...new Set(inputs.map((input) => input.name))].map((name) =>
        inputs.filter((input) => input.name === name),
      );
      const times: number[] = [];
      for (let at = 0; at < count; at += 1) {
        const group = groups[at % groups.length] ?? [];
        const input = group[(Math.floor(at / groups.length) + 1) % group.length];
        await new Promise((resolve) => setTimeout(resolve, pause));
        const began = performance.now();
        input?.click();
        // A message sent from within the frame arrives once it is painted.
        await new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(null);
          });
        });
        times.push(performance.now() - began);
      }
      return times;
    },
    names,
    taps,
    PAUSE_MS,
  );
}

async function emptyPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(TABLET);
  await page.setContent('<!doctype html><div id="root"></div>');
  const { resolve } = createRequire(import.meta.url);
  // Beside the package.json: the packages name no such file among their exports.
  for (const name of ['react', 'react-dom'])
    await page.addScriptTag({ path: join(dirname(resolve(`${name}/package.json`)), `umd/${name}.production.min.js`) });
  await page.evaluate(`
    const Levels = () => {
      const [value, choose] = React.useState(null);
      return [1, 2, 3, 4, 5].map((level) => React.createElement('input', {
        key: level, type: 'radio', name: 'a', checked: value === level, onChange: () => choose(level),
      }));
    };
    ReactDOM.createRoot(document.getElementById('root')).render(React.createElement(Levels));
  `);
  await page.waitForSelector('input');
  return page;
}

const share = (times: readonly number[], part: number) =>
  percentile(
    times.toSorted((a, b) => a - b),
    part,
  );

/** @returns exit code: 0; the figures are for people to compare with the bar of 50 ms at a slowdown of 4 */
export async function benchTaps(args: string[]): Promise<number> {
  const figureOf = (flag: string, fallback: number) => {
    const at = args.indexOf(flag);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  const slowdown = figureOf('--slowdown', 4);
  const taps = figureOf('--taps', 60);
  return onSheet(async ({ browser, address, cookie }) => {
    const levels = '[data-place]:not([hidden]) input[name^="tingkat-"]';
    const rows: [string, number[]][] = [];
    // One after the other, each alone: two throttled pages in one process would slow each other.
    const empty = await emptyPage(browser);
    await empty.emulateCPUThrottling(slowdown);
    rows.push(['empty React page', await tapAll(empty, 'input[type=radio]', taps)]);
    await empty.close();
    const sheet = await browser.newPage();
    await sheet.setViewport(TABLET);
    await sheet.setExtraHTTPHeaders({ cookie });
    await sheet.goto(address, { waitUntil: 'load' });
    await sheet.waitForSelector('input[name="tingkat-D1"]:enabled');
    await sheet.emulateCPUThrottling(slowdown);
    rows.push(['sheet', await tapAll(sheet, levels, taps)]);
    await sheet.setOfflineMode(true);
    rows.push(['sheet, offline', await tapAll(sheet, levels, taps)]);
    const figures = rows.map(([name, times]) => [
      name,
      String(times.length),
      ...[0.5, 0.95].map((part) => share(times, part).toFixed(1)),
    ]);
    const head = ['page', 'taps', 'median ms', 'p95 ms'];
    process.stdout.write(`${columns([head, ...figures], [1, 2, 3]).join('\n')}\n`);
    const [base, own] = rows.map(([, times]) => share(times, 0.95));
    process.stdout.write(`slowdown ${slowdown}; p95 of the sheet is ${((own ?? 0) / (base ?? 1)).toFixed(2)} times\n`);
    return 0;
  });
}
