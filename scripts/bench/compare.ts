/** Two passes over the same sites: how far apart. Pure. */
import type { Agreement as RunAgreement } from '#app/audit/speed/speed.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { type Agreement, kendall } from './kendall.ts';

/** What one pass found of one site. */
export interface SitePass {
  url: string;
  /** Proposed points 0-100 by indicator; null: open. */
  points: Record<string, number | null>;
  /**
   * What the runs settled at, 0-100. Stands for O1 where a page's libraries did not come through our own network, which
   * leaves the indicator open.
   */
  settled: number | null;
  /** Lighthouse runs that counted on the home page. */
  runs: number;
  verdict: RunAgreement | null;
  /** Lighthouse's own score of each of these runs, 0-100. */
  plain: number[];
}

export interface RepeatedSite {
  url: string;
  speed: (number | null)[];
  speedMoved: number | null;
  operability: (number | null)[];
  operabilityMoved: number | null;
  runs: number[];
  verdicts: (RunAgreement | null)[];
  plain: number[][];
}

export interface Repeated {
  sites: RepeatedSite[];
  speedMoved: number | null;
  operabilityMoved: number | null;
  order: Agreement;
  /** Speed within 3 points, operability within 2, tau at least 0.95, and every site measured twice. */
  within: boolean;
}

const LIMITS = { speed: 3, operability: 2, tau: 0.95, apart: 1 };
const SPEED = 'O1';
const CRITERION = 'operabilitas';

/** Compares two passes; sites in the same order in both. Operability counts the indicators that both passes gave. */
export function compare(first: readonly SitePass[], second: readonly SitePass[]): Repeated {
  const sites = first.flatMap((one, index): RepeatedSite[] => {
    const other = second[index];
    if (!other) return [];
    const both = [one, other];
    const proposed = both.every(({ points }) => typeof points[SPEED] === 'number');
    const speed = both.map(({ points, settled }) => (proposed ? (points[SPEED] ?? null) : settled));
    const operability = operabilityOf(one, other);
    return [
      {
        url: one.url,
        speed,
        speedMoved: moved(speed),
        operability,
        operabilityMoved: moved(operability),
        runs: both.map(({ runs }) => runs),
        verdicts: both.map(({ verdict }) => verdict),
        plain: both.map(({ plain }) => plain),
      },
    ];
  });
  const most = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  };
  const ranked = sites.filter((site) => site.operabilityMoved !== null);
  const at = (pass: number) => ranked.map((site) => site.operability[pass] ?? 0);
  const order = kendall(at(0), at(1), LIMITS.apart);
  const speedMoved = most(sites.map((site) => site.speedMoved));
  const operabilityMoved = most(sites.map((site) => site.operabilityMoved));
  const within =
    sites.length > 0 &&
    sites.every((site) => site.speedMoved !== null) &&
    (speedMoved ?? 0) <= LIMITS.speed &&
    (operabilityMoved ?? 0) <= LIMITS.operability &&
    (order.tau ?? 1) >= LIMITS.tau;
  return { sites, speedMoved, operabilityMoved, order, within };
}

function moved([one, other]: (number | null)[]): number | null {
  return one === null || other === null || one === undefined || other === undefined ? null : Math.abs(one - other);
}

/** Weighted mean of the criterion's proposed indicators, 0-100, in each pass. */
function operabilityOf(one: SitePass, other: SitePass): (number | null)[] {
  const criterion = defaultRubric().criteria.find(({ id }) => id === CRITERION);
  const counted = (criterion?.indicators ?? []).filter(
    ({ id }) => typeof one.points[id] === 'number' && typeof other.points[id] === 'number',
  );
  const weight = counted.reduce((sum, indicator) => sum + indicator.weight, 0);
  if (weight === 0) return [null, null];
  return [one, other].map(
    ({ points }) => counted.reduce((sum, { id, weight: each }) => sum + (points[id] ?? 0) * each, 0) / weight,
  );
}
