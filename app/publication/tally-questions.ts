/** What the tally's thread can be asked: pure functions of a dataset. */
import { computeResults } from './compute.ts';
import { totalParts } from './total-parts.ts';

export const tallyQuestions = { results: computeResults, parts: totalParts };
export type Questions = typeof tallyQuestions;
export type Question = keyof Questions;
