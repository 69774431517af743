/** The thread of compute-aside.server.ts: one dataset after the other. */
import { parentPort } from 'node:worker_threads';
import { computeResults } from './compute.ts';
import { DatasetFault } from './faults.ts';
import type { Results } from './results.schema.ts';

export type Asked = { id: number; dataset: unknown };
export type Answered = { id: number; results: Results } | { id: number; fault: string } | { id: number; error: string };

parentPort?.on('message', ({ id, dataset }: Asked) => {
  let answer: Answered;
  try {
    answer = { id, results: computeResults(dataset) };
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answer = error instanceof DatasetFault ? { id, fault: error.message } : { id, error: said };
  }
  parentPort?.postMessage(answer);
});
