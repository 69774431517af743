import type { EvidenceItem } from './evidence.tsx';

export type Outcome = 'measured' | 'failed' | 'notApplicable' | 'unmeasured';

/** How one signal became points, with its name and evidence: one row of `<ProposalWhy>`. */
export interface WhyRow {
  signal: string;
  name: { id: string; en?: string | undefined };
  outcome: Outcome;
  value: number | null;
  /** As in signals.json. */
  unit: string;
  /** 0: a finding that counts only once a person has confirmed it. */
  weight: number;
  curve: readonly (readonly [number, number])[];
  /** 0-100, or null while the signal has none. */
  points: number | null;
  evidence: readonly EvidenceItem[];
}

interface Because extends Omit<WhyRow, 'name' | 'evidence'> {}
interface Signal {
  signal: string;
  evidence: readonly EvidenceItem[];
}

/**
 * Rows of `<ProposalWhy>` from a stored proposal's `because` and the signals of the same audit.
 * `nameOf` gives a signal's name (`signalInfo(id).name`); it is passed in so that no screen ships the catalogue.
 */
export function whyRows(
  because: readonly unknown[],
  signals: readonly Signal[],
  nameOf: (signal: string) => WhyRow['name'],
): WhyRow[] {
  const evidence = new Map(signals.map((each) => [each.signal, each.evidence]));
  return (because as readonly Because[]).map((row) => ({
    ...row,
    name: nameOf(row.signal),
    evidence: evidence.get(row.signal) ?? [],
  }));
}
