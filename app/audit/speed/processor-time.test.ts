import { Graph, Simulation } from 'lighthouse/core/lib/lantern/lantern.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { countProcessorTime, taskDuration } from './processor-time.ts';

describe('taskDuration', () => {
  it.each([
    ['a task that waited for a core', 100_000, { dur: 100_000, tdur: 40_000 }, 40_000],
    ['a task that had its core', 100_000, { dur: 100_000, tdur: 100_000 }, 100_000],
    ['a task cut short because the next began', 70_000, { dur: 100_000, tdur: 90_000 }, 70_000],
    ['a task that only slept', 100_000, { dur: 100_000, tdur: 0 }, 0],
    ['a task of which Chrome said no processor time', 100_000, { dur: 100_000 }, 100_000],
  ])('of %s', (_, elapsed, event, expected) => {
    expect(taskDuration(elapsed, event)).toBe(expected);
  });
});

/** A task of the main thread, microseconds. */
function aTask(ts: number, dur: number, tdur: number) {
  return { name: 'RunTask', cat: '', ph: 'X', pid: 1, tid: 1, ts, dur, tdur, args: {} };
}
const aScript = (ts: number) => ({ ...aTask(ts, 100, 100), name: 'EvaluateScript', args: { data: { url: 'a.js' } } });

describe("Lighthouse's simulation", () => {
  beforeAll(countProcessorTime);

  const simulated = (node: Graph.CPUNode) =>
    new Simulation.Simulator({ observedThroughput: 0, cpuSlowdownMultiplier: 4 }).simulate(node).timeInMs;

  it('blocks for the processor time of a task, four times over', () => {
    const node = new Graph.CPUNode(aTask(5_000, 100_000, 40_000));
    expect(simulated(node)).toBe(160);
    expect(node.endTime).toBe(105_000);
  });

  it('keeps a short task that runs a script in the graph, without making it longer', () => {
    const script = new Graph.CPUNode(aTask(0, 3_000, 2_000), [aScript(100)]);
    const other = new Graph.CPUNode(aTask(0, 3_000, 2_000));
    const threshold = 10_000;
    expect(script.duration).toBeGreaterThanOrEqual(threshold);
    expect(other.duration).toBeLessThan(threshold);
    expect(simulated(script)).toBe(8);
  });
});
