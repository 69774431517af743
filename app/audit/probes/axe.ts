/**
 * axe-core on an opened page: what is seriously or critically wrong, page for page, beside Lighthouse's score. It runs
 * in a world of its own, where no script of the page can answer for it.
 */
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';
import { z } from 'zod';
import type { AccessibilityViolation } from '../visit.ts';

const require = createRequire(import.meta.url);
const DEADLINE_MS = 10_000;
const MAX_RULES = 30;
const MAX_NODES = 3;

const violations = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullish(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })),
  }),
);

/** WCAG 2.2 A and AA, target size included, which axe leaves off; no preloading, since nothing more is to be fetched. */
const RUN = `axe.run(document, {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'], iframes: false, preload: false, elementRef: false
}).then(({ violations }) => JSON.stringify(violations.map(({ id, impact, help, nodes }) => ({
  id, impact, help, nodes: nodes.map(({ target, html }) => ({ target, html: html.slice(0, 200) }))
}))))`;

/** Serious and critical violations of the page as it stands; null when axe failed or took longer than ten seconds. */
export async function probeAccessibility(page: Page): Promise<AccessibilityViolation[] | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), DEADLINE_MS);
  });
  try {
    return await Promise.race([run(page).catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function run(page: Page): Promise<AccessibilityViolation[] | null> {
  const session = await page.createCDPSession();
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  const { source } = z.object({ source: z.string() }).parse(require('axe-core'));
  await session.send('Runtime.evaluate', { expression: `${source};undefined`, contextId });
  const answer = await session.send('Runtime.evaluate', {
    expression: RUN,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  const text: unknown = answer.result.value;
  if (typeof text !== 'string') return null;
  return readViolations(JSON.parse(text));
}

function readViolations(raw: unknown): AccessibilityViolation[] {
  return violations
    .parse(raw)
    .flatMap(({ id, impact, help, nodes }) => {
      if (impact !== 'critical' && impact !== 'serious') return [];
      const shown = nodes
        .slice(0, MAX_NODES)
        .map(({ target, html }) => ({ selector: target.flat().join(' ').slice(0, 300), snippet: html }));
      return [{ id, impact: impact as 'critical' | 'serious', help, count: nodes.length, nodes: shown }];
    })
    .sort((a, b) => a.impact.localeCompare(b.impact) || b.count - a.count)
    .slice(0, MAX_RULES);
}
