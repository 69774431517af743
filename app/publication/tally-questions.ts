/** What the tally's thread can be asked: pure functions of a dataset. */
import { computeResults } from './compute.ts';
import { habitsOf } from './habits.ts';
import { totalParts } from './total-parts.ts';
import { whatIf } from './what-if.ts';

export const tallyQuestions = { results: computeResults, parts: totalParts, habits: habitsOf, whatIf };
export type Questions = typeof tallyQuestions;
export type Question = keyof Questions;
