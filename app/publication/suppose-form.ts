import { type Aggregate, aggregates } from '#app/scoring/method.ts';
import type { Supposed } from './what-if.ts';

export interface SupposeReading {
  supposed: Supposed;
  /** What was typed for each weight, to be shown again. */
  typed: Record<string, string>;
  /** Criteria whose weight is no number from 0 on; `sum`: all weights are zero. */
  faults: string[] | 'sum';
  /** Something differs from the official way. */
  asked: boolean;
}

interface Known {
  criteria: readonly { id: string; weight: number }[];
  judges: readonly string[];
  categories: readonly string[];
}

/** Reads the address of a what-if: `metode`, `tanpa`, `kategori`, `bobot-<criterion>`. What is unknown is passed over. */
export function readSuppose(search: URLSearchParams, known: Known): SupposeReading {
  const one = <T extends string>(name: string, among: readonly T[]): T | null =>
    among.find((each) => each === search.get(name)) ?? null;
  const weights: Record<string, number> = {};
  const typed: Record<string, string> = {};
  const faults: string[] = [];
  for (const { id, weight } of known.criteria) {
    const said = (search.get(`bobot-${id}`) ?? '').trim();
    typed[id] = said === '' ? String(weight) : said;
    const value = said === '' ? weight : Number(said.replace(',', '.'));
    if (Number.isFinite(value) && value >= 0 && value <= 1000) weights[id] = value;
    else faults.push(id);
  }
  const aggregate: Aggregate | null = one('metode', aggregates);
  const without = one('tanpa', known.judges);
  const category = one('kategori', known.categories);
  const sum = Object.values(weights).reduce((all, weight) => all + weight, 0);
  const reweighted = known.criteria.some(({ id, weight }) => weights[id] !== weight);
  return {
    supposed: { aggregate, weights, without, category },
    typed,
    faults: faults.length === 0 && sum === 0 ? 'sum' : faults,
    asked: aggregate !== null || without !== null || category !== null || reweighted,
  };
}
