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

describe("Lighthouse's simulation", () => {
  beforeAll(countProcessorTime);

  it('blocks for the processor time of a task, four times over', () => {
    const event = {
      name: 'RunTask',
      cat: '',
      ph: 'X',
      pid: 1,
      tid: 1,
      ts: 5_000,
      dur: 100_000,
      tdur: 40_000,
      args: {},
    };
    const node = new Graph.CPUNode(event);
    const simulator = new Simulation.Simulator({
      throttling: {
        rttMs: 150,
        throughputKbps: 1638.4,
        cpuSlowdownMultiplier: 4,
        requestLatencyMs: 0,
        downloadThroughputKbps: 0,
        uploadThroughputKbps: 0,
      },
    });
    expect(simulator.simulate(node).timeInMs).toBe(160);
    expect(node.endTime).toBe(105_000);
  });
});
