import type { Locale } from '#app/i18n/text.ts';
import { computeAside } from './compute-aside.server.ts';
import { releasedOf, releasedYears } from './released.server.ts';
import { inventedContest, type WorkedExample, workedExample } from './worked-example.ts';

export interface ShownExample {
  /** Null: invented. */
  year: number | null;
  example: WorkedExample;
  /** Of the frozen data it was made from. */
  hash: string | null;
}

const kept = new Map<string, ShownExample>();

/**
 * The example of the public method page: from the newest released snapshot, which never changes, else invented. Of a
 * contest that is not released nothing is read.
 */
export async function shownExample(locale: Locale): Promise<ShownExample> {
  const [newest] = await releasedYears();
  const released = newest ? await releasedOf(newest.year) : null;
  const key = released?.snapshot.id ?? `invented ${locale}`;
  const known = kept.get(key);
  if (known) return known;
  const real = released ? workedExample(released.snapshot.dataset) : null;
  const shown =
    real && released
      ? { year: released.year, example: real, hash: released.snapshot.inputHash }
      : await invented(locale);
  kept.clear();
  kept.set(key, shown);
  return shown;
}

async function invented(locale: Locale): Promise<ShownExample> {
  const contest = inventedContest(locale);
  const example = workedExample({ ...contest, results: await computeAside(contest) });
  if (!example) throw new Error('the invented contest has no ranking');
  return { year: null, example, hash: null };
}
