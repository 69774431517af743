/** Work of the main thread counted by processor time, so that company on the machine is not the page's fault. */
import { Graph } from 'lighthouse/core/lib/lantern/lantern.js';

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

/**
 * Makes Lighthouse's simulation, in this process, take tasks by `taskDuration`. Which task comes before or after a
 * paint stays as seen. Needed because the simulation multiplies each duration by four: a task that waited 30 ms for
 * a core counts as 120 ms of blocking.
 */
export function countProcessorTime(): void {
  Object.defineProperty(Graph.CPUNode.prototype, 'duration', {
    configurable: true,
    get(this: Graph.CPUNode) {
      return taskDuration(this.endTime - this.startTime, this.event);
    },
  });
}
