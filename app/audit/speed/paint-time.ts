/** What a paint waited for: the work done until it was painted, not what went on until it was on the screen. */
import { Graph, Metrics } from 'lighthouse/core/lib/lantern/lantern.js';

/** An event of a recording's main thread, microseconds. */
export interface MainThreadEvent {
  name: string;
  ts: number;
  dur?: number;
}

/**
 * When the page had painted what was on the screen at `shown`, microseconds: the end of the last painting before. A frame
 * reaches the screen 9 to 150 ms after the main thread has painted it, and the main thread goes on meanwhile: what it does
 * then, the frame cannot have needed. Without a painting before it, `shown`.
 */
export function paintedBy(events: readonly MainThreadEvent[], shown: number): number {
  let last: number | null = null;
  for (const { name, ts, dur = 0 } of events) {
    const end = ts + dur;
    if (name === 'Paint' && end <= shown && (last === null || end > last)) last = end;
  }
  return last ?? shown;
}

/**
 * Changes Lighthouse's simulation in this process: what a paint needed is looked for until its painting. Lighthouse looks
 * until it was on the screen, and takes scripts that happened to run in between for needed. How many do is a matter of how
 * busy the machine is: one page had an LCP of 3.3 s in one run and of 4.6 s in another.
 */
export function lookUntilThePainting(): void {
  const paintings = new WeakMap<object, MainThreadEvent[]>();
  const { PageDependencyGraph } = Graph;
  PageDependencyGraph.createGraph = new Proxy(PageDependencyGraph.createGraph, {
    apply(create, self, args: Parameters<typeof PageDependencyGraph.createGraph>) {
      const graph = Reflect.apply(create, self, args);
      const [mainThread] = args;
      paintings.set(
        graph,
        mainThread.filter(({ name }) => name === 'Paint'),
      );
      return graph;
    },
  });
  // The largest paint asks here too.
  const { FirstContentfulPaint } = Metrics;
  FirstContentfulPaint.getFirstPaintBasedGraph = new Proxy(FirstContentfulPaint.getFirstPaintBasedGraph, {
    apply(find, self, [graph, options]: [object, { cutoffTimestamp: number }]) {
      const cutoffTimestamp = paintedBy(paintings.get(graph) ?? [], options.cutoffTimestamp);
      return Reflect.apply(find, self, [graph, { ...options, cutoffTimestamp }]);
    },
  });
}
