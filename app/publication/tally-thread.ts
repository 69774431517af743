/** The thread of compute-aside.server.ts: one question after the other. */
import { parentPort } from 'node:worker_threads';
import { DatasetFault } from './faults.ts';
import { type Question, tallyQuestions } from './tally-questions.ts';

export interface Asked {
  id: number;
  question: Question;
  given: readonly unknown[];
}
export type Answered = { id: number; answer: unknown } | { id: number; fault: string } | { id: number; error: string };

parentPort?.on('message', ({ id, question, given }: Asked) => {
  let answered: Answered;
  try {
    const answer = (tallyQuestions[question] as (...args: readonly unknown[]) => unknown)(...given);
    answered = { id, answer };
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answered = error instanceof DatasetFault ? { id, fault: error.message } : { id, error: said };
  }
  parentPort?.postMessage(answered);
});
