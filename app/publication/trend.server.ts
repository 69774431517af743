import { releasedOf, releasedYears } from './released.server.ts';
import { type FrozenYear, type Trend, trendOf } from './trend.ts';

/** Over all years whose results are released: nothing else is looked at. */
export async function trendOverYears(): Promise<Trend> {
  const years = await releasedYears();
  const frozen: FrozenYear[] = [];
  for (const { year } of years) {
    const released = await releasedOf(year);
    if (released)
      frozen.push({
        year,
        document: released.snapshot.dataset,
        rubricVersionId: released.snapshot.rubricVersionId,
      });
  }
  return trendOf(frozen);
}
