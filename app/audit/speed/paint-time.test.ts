import { Graph, Metrics } from 'lighthouse/core/lib/lantern/lantern.js';
import { describe, expect, it } from 'vitest';
import { lookUntilThePainting, paintedBy } from './paint-time.ts';

const paint = (ts: number, dur: number) => ({ name: 'Paint', ts, dur });

describe('paintedBy', () => {
  it.each([
    ['the last painting before', [paint(1_000, 500), paint(9_000, 2_000), paint(30_000, 100)], 25_000, 11_000],
    ['the outer one of two', [paint(9_000, 2_000), paint(9_100, 1_500)], 25_000, 11_000],
    ['not one that still goes on', [paint(1_000, 500), paint(24_000, 2_000)], 25_000, 1_500],
    ['not what is no painting', [paint(1_000, 500), { name: 'Layout', ts: 9_000, dur: 1_000 }], 25_000, 1_500],
    ['what was shown, without any', [paint(30_000, 100)], 25_000, 25_000],
  ])('is %s', (_, events, shown, expected) => {
    expect(paintedBy(events, shown)).toBe(expected);
  });
});

type Events = Parameters<typeof Graph.PageDependencyGraph.createGraph>[0];
type Requests = Parameters<typeof Graph.PageDependencyGraph.createGraph>[1];

const PAGE = 'http://dinas.test/';

/** A request that begins and ends at these milliseconds. */
function aRequest(url: string, resourceType: string, from: number, to: number) {
  return {
    requestId: url,
    url,
    documentURL: PAGE,
    resourceType,
    priority: 'High',
    mimeType: resourceType === 'Script' ? 'text/javascript' : 'text/html',
    frameId: 'F',
    initiator: { type: 'parser' },
    networkRequestTime: from,
    networkEndTime: to,
    rendererStartTime: from,
  };
}

/** A task of the main thread from and to these milliseconds, and what it does a millisecond after its start. */
function aTask(from: number, to: number, name: string, url?: string): Events {
  const common = { cat: '', ph: 'X', pid: 1, tid: 1 };
  const child = { ...common, name, ts: (from + 1) * 1000, dur: (to - from - 2) * 1000, args: { data: { url } } };
  return [{ ...common, name: 'RunTask', ts: from * 1000, dur: (to - from) * 1000, args: {} }, child] as Events;
}

/** Scripts that the largest paint, on the screen at 60 ms, is said to have needed. */
function scriptsNeeded(): string[] {
  const requests = [
    aRequest(PAGE, 'Document', 0, 10),
    aRequest(`${PAGE}before.js`, 'Script', 10, 12),
    aRequest(`${PAGE}between.js`, 'Script', 10, 12),
  ] as unknown as Requests;
  const events = [
    ...aTask(14, 25, 'EvaluateScript', `${PAGE}before.js`),
    ...aTask(26, 37, 'Paint'),
    ...aTask(40, 55, 'EvaluateScript', `${PAGE}between.js`),
  ];
  const graph = Graph.PageDependencyGraph.createGraph(events, requests, {
    requestedUrl: PAGE,
    mainDocumentUrl: PAGE,
  });
  const timestamps = { largestContentfulPaint: 60_000 };
  const navigation = { timestamps } as Parameters<typeof Metrics.LargestContentfulPaint.getOptimisticGraph>[1];
  const needed: string[] = [];
  Metrics.LargestContentfulPaint.getOptimisticGraph(graph, navigation).traverse((node) => {
    if (node.type === 'network' && node.request.resourceType === 'Script') needed.push(node.request.url);
  });
  return needed;
}

describe("Lighthouse's simulation", () => {
  it('leaves out what ran between the painting and the screen', () => {
    expect(scriptsNeeded()).toEqual([`${PAGE}before.js`, `${PAGE}between.js`]);
    lookUntilThePainting();
    expect(scriptsNeeded()).toEqual([`${PAGE}before.js`]);
  });
});
