import { db } from '#db/client.server.ts';
import { type Contest, type ContestSettings, contestOfYear, createContest } from '../contest/contests.server.ts';
import { standardRubric } from './rubric.server.ts';

/** Makes the contest of a year under the newest rubric, in one transaction. Null when the year has one already. */
export function startContest(settings: ContestSettings, userId: string | null): Promise<Contest | null> {
  return db().transaction(async (tx) => {
    if (await contestOfYear(tx, settings.year)) return null;
    return createContest(tx, { ...settings, rubricVersionId: await standardRubric(tx), userId });
  });
}
