/** A webmaster's own check of the own site: how often it may be asked for, and what it won back. Pure. */
import type { ReportIndicator, ReportSignal, ReportView } from './report-view.ts';

export interface CheckMade {
  entryId: string;
  at: Date;
  /** False: some signals alone. */
  whole: boolean;
}

const HOUR = 3_600_000;

/** Most checks in a time, by what is asked for; `agency` counts every check of the agency's entries. */
const limits: { of: 'whole' | 'signal' | 'agency'; most: number; within: number }[] = [
  { of: 'whole', most: 2, within: HOUR },
  { of: 'whole', most: 8, within: 24 * HOUR },
  { of: 'signal', most: 10, within: HOUR },
  { of: 'signal', most: 60, within: 24 * HOUR },
  { of: 'agency', most: 80, within: 24 * HOUR },
];

/** When the next check of the entry may be asked for; null: now. `made` are the agency's checks of the last day. */
export function possibleFrom(made: readonly CheckMade[], entryId: string, whole: boolean, now: Date): Date | null {
  const times = limits
    .filter(({ of }) => of === 'agency' || (of === 'whole') === whole)
    .flatMap(({ of, most, within }) => {
      const counted = made
        .filter((each) => of === 'agency' || (each.entryId === entryId && each.whole === whole))
        .map(({ at }) => at.getTime())
        .filter((at) => at > now.getTime() - within)
        .sort((a, b) => b - a);
      const oldest = counted[most - 1];
      return oldest === undefined ? [] : [oldest + within];
    });
  return times.length === 0 ? null : new Date(Math.max(...times));
}

type Side = Pick<ReportSignal, 'outcome' | 'value'>;

export interface Change {
  signal: string;
  name: ReportSignal['name'];
  unit: string;
  before: Side | null;
  after: Side;
}

export interface Comparison {
  /** Points of the entry's total (0-100) won back, negative when lost; null when no indicator is measured in both. */
  won: number | null;
  /** Indicators that are not measured in both: nothing is said of their points. */
  open: ReportIndicator['name'][];
  /** Signals that came out differently, in the order of the report. */
  changes: Change[];
}

type Compared = Pick<ReportView, 'criteria' | 'signals'>;

/** What differs between two reports of one entry under one rubric. */
export function compareReports(before: Compared, after: Compared): Comparison {
  const indicatorsOf = ({ criteria }: Compared) => criteria.flatMap(({ indicators }) => indicators);
  const earlier = new Map(indicatorsOf(before).map((each) => [each.id, each]));
  let won: number | null = null;
  const open: ReportIndicator['name'][] = [];
  for (const now of indicatorsOf(after)) {
    const then = earlier.get(now.id);
    if (then?.outcome === 'notApplicable' && now.outcome === 'notApplicable') continue;
    const [a, b] = [pointsOf(then), pointsOf(now)];
    if (a === null || b === null) open.push(now.name);
    else won = (won ?? 0) + b - a;
  }
  const signals = new Map(before.signals.map((each) => [each.signal, each]));
  const changes = after.signals.flatMap(({ signal, name, unit, outcome, value }): Change[] => {
    const then = signals.get(signal);
    if (then?.outcome === outcome && then.value === value) return [];
    return [
      {
        signal,
        name,
        unit,
        before: then ? { outcome: then.outcome, value: then.value } : null,
        after: { outcome, value },
      },
    ];
  });
  return { won, open, changes };
}

/** Of the entry's total; one that does not apply has given its share to the others. */
function pointsOf(indicator: ReportIndicator | undefined): number | null {
  if (!indicator || indicator.outcome === 'unmeasured') return null;
  return indicator.outcome === 'notApplicable' ? 0 : indicator.share * (indicator.points ?? 0);
}
