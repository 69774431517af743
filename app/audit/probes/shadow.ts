/** Closed shadow roots: no script of a page can reach into them, a visitor sees them all the same. */
import type { CDPSession, Page } from 'puppeteer';
import { z } from 'zod';

declare global {
  interface Window {
    __closedRoots?: ShadowRoot[];
  }
}

const MAX_ELEMENTS = 20_000;
const MAX_ROOTS = 200;

interface DomNode {
  nodeId: number;
  shadowRootType?: string | undefined;
  children?: DomNode[] | undefined;
  shadowRoots?: DomNode[] | undefined;
}

const domNode: z.ZodType<DomNode> = z.object({
  nodeId: z.number(),
  shadowRootType: z.string().optional(),
  children: z.lazy(() => z.array(domNode)).optional(),
  shadowRoots: z.lazy(() => z.array(domNode)).optional(),
});

/** Hands the page's closed shadow roots to `window.__closedRoots`, where `installSight` finds them. */
export async function openClosedRoots(page: Page): Promise<void> {
  const elements = await page.evaluate(() => document.getElementsByTagName('*').length);
  if (elements > MAX_ELEMENTS) return;
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    for (const nodeId of closedRoots(domNode.parse(root)).slice(0, MAX_ROOTS)) await hand(session, nodeId);
  } finally {
    await session.detach().catch(() => {});
  }
}

function closedRoots(node: DomNode): number[] {
  const own = node.shadowRootType === 'closed' ? [node.nodeId] : [];
  return [...own, ...[...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(closedRoots)];
}

async function hand(session: CDPSession, nodeId: number): Promise<void> {
  const { object } = await session.send('DOM.resolveNode', { nodeId });
  if (!object.objectId) return;
  await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    functionDeclaration: 'function () { (window.__closedRoots ??= []).push(this); }',
  });
}
