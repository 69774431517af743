/** What a walk through the screens leaves behind: a numbered picture of each step, and how much a person did in how long. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer';

interface Step {
  n: number;
  name: string;
  address: string;
  /** Taps and filled fields since the step before. */
  actions: number;
  /** Since the walk began, in seconds. */
  seconds: number;
}

/** Walks are kept here, one folder each; git ignores it. */
const root = path.resolve(import.meta.dirname, '../../artifacts');

/** Begins a walk named `name`; what an earlier one left is thrown away. */
export function startWalk(name: string) {
  const folder = path.join(root, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const began = Date.now();
  const steps: Step[] = [];
  let done = 0;
  return {
    folder,
    steps,
    /** Something a person does: a tap, a field filled, a file chosen. */
    act() {
      done += 1;
    },
    /** The screen as it stands now, from its top, becomes the next picture. */
    async picture(page: Page, step: string): Promise<void> {
      const n = steps.length + 1;
      const file = path.join(folder, `${String(n).padStart(2, '0')}-${step}.png`);
      await page.screenshot({ path: file as `${string}.png` });
      const seconds = Math.round((Date.now() - began) / 1000);
      // A one-time link stays out of files.
      const address = new URL(page.url()).pathname.replace(/^(\/undangan\/).+/, '$1…');
      steps.push({ n, name: step, address, actions: done, seconds });
      done = 0;
    },
    /** Writes the steps beside the pictures and sums them up. */
    end(): { actions: number; seconds: number } {
      const actions = steps.reduce((sum, each) => sum + each.actions, 0);
      const seconds = (Date.now() - began) / 1000;
      writeFileSync(path.join(folder, 'walk.json'), `${JSON.stringify({ actions, seconds, steps }, null, 2)}\n`);
      return { actions, seconds };
    },
  };
}
