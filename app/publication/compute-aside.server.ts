/**
 * The tally on a thread of its own: thousands of draws must not hold up a judge's tap. A what-if, which may take seconds,
 * has another: the official leaderboard never waits for it.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Results } from './results.schema.ts';
import type { Question, Questions } from './tally-questions.ts';
import type { Answered, Asked } from './tally-thread.ts';

const SCRIPT = 'app/publication/tally-thread.ts';

interface Waiting {
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

const threads = new Map<'tally' | 'whatIf', Thread>();
let last = 0;
let kept: { digest: string; results: Promise<Results> } | null = null;

/**
 * computeResults() of a dataset without holding up anything else of this process. The last answer is kept: a leaderboard
 * that asks again while nothing has changed costs nothing. Nobody may change it.
 * @throws Error with the fault of the dataset; when the thread ends before it has answered
 */
export function computeAside(dataset: unknown): Promise<Results> {
  const digest = createHash('sha1').update(JSON.stringify(dataset)).digest('hex');
  if (kept?.digest === digest) return kept.results;
  const results = askAside('results', dataset);
  const own = { digest, results };
  kept = own;
  results.catch(() => {
    if (kept === own) kept = null;
  });
  return results;
}

/** Any other question of tally-questions.ts, likewise. */
export function askAside<Q extends Question>(
  question: Q,
  ...given: Parameters<Questions[Q]>
): Promise<ReturnType<Questions[Q]>> {
  const name = question === 'whatIf' ? 'whatIf' : 'tally';
  const thread = threads.get(name) ?? startThread(() => threads.delete(name));
  threads.set(name, thread);
  const { worker, waiting } = thread;
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: (answer) => resolve(answer as ReturnType<Questions[Q]>), reject });
    worker.ref();
    worker.postMessage({ id, question, given } satisfies Asked);
  });
}

/** The built server lies some folders below the project, and not always as many. */
function findScript(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, SCRIPT))) {
    if (folder === path.dirname(folder)) throw new Error(`${SCRIPT} not found above ${import.meta.dirname}`);
    folder = path.dirname(folder);
  }
  return path.join(folder, SCRIPT);
}

function startThread(forget: () => void): Thread {
  const worker = new Worker(findScript(), { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  worker.on('message', (answer: Answered) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('answer' in answer) asked?.resolve(answer.answer);
    else asked?.reject(new Error('fault' in answer ? answer.fault : answer.error));
  });
  let over = false;
  const ended = (error: Error) => {
    if (!over) forget();
    over = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', ended);
  worker.on('exit', () => ended(new Error('the tally thread ended')));
  worker.unref();
  return { worker, waiting };
}
