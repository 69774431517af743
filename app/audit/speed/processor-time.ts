/** Work of the main thread counted by processor time, so that company on the machine is not the page's fault. */
import { Graph, Simulation } from 'lighthouse/core/lib/lantern/lantern.js';

/** Fields of a trace event, microseconds. `tdur` is processor time of the thread; Chrome leaves it out of some. */
interface Timed {
  dur: number;
  tdur?: number;
}

/**
 * How long a task kept its thread, microseconds: its processor time, which other processes on the same cores do not
 * lengthen, never more than the time that went by. Without a figure from Chrome it is the time that went by.
 */
export function taskDuration(elapsed: number, event: Timed): number {
  return event.tdur === undefined ? elapsed : Math.min(elapsed, event.tdur);
}

/** Lighthouse drops shorter tasks from its graph (PageDependencyGraph, SIGNIFICANT_DUR_THRESHOLD_MS), microseconds. */
const KEPT = 10_000;

/**
 * Changes Lighthouse's simulation in this process, in two ways:
 * - Tasks last their `taskDuration`. The simulation multiplies each by four, so a task that waited 30 ms for a core
 *   would count as 120 ms of blocking. Which task comes before or after a paint stays as seen.
 * - No task that runs a script is dropped from the graph for being short. Once dropped, Lighthouse no longer knows
 *   whether the script ran before the first paint and takes it for blocking: a script of 9.9 or 10.1 ms moves the
 *   first paint by a second.
 */
export function countProcessorTime(): void {
  let simulating = 0;
  const simulate = Simulation.Simulator.prototype.simulate;
  Simulation.Simulator.prototype.simulate = function (...args) {
    simulating += 1;
    try {
      return simulate.apply(this, args);
    } finally {
      simulating -= 1;
    }
  };
  Object.defineProperty(Graph.CPUNode.prototype, 'duration', {
    configurable: true,
    get(this: Graph.CPUNode) {
      const time = taskDuration(this.endTime - this.startTime, this.event);
      const keep = simulating === 0 && time < KEPT && this.getEvaluateScriptURLs().size > 0;
      return keep ? KEPT : time;
    },
  });
}
