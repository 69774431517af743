/** What people's decisions on a finding mean for the audit that counts now. Pure; docs/decisions/006. */
import type { Evidence } from './audit.schema.ts';

export type FindingVerdict = 'confirmed' | 'dismissed';
export type HonourVerdict = 'honour-lifted' | 'honour-barred';

export interface Decision {
  id: string;
  verdict: FindingVerdict | HonourVerdict;
  reason: string;
  /** Of the audit that was decided on. */
  auditId: string | null;
  /** What that audit had found. */
  evidence: readonly Evidence[];
}

export interface FoundNow {
  auditId: string;
  evidence: readonly Evidence[];
}

export interface Standing<D extends Decision> {
  /** open: a person has yet to look at what was found. */
  state: 'open' | FindingVerdict;
  /** The decision that makes it so; null when open. */
  decision: D | null;
  /** Null unless confirmed. undecided: barred from an honour until the plenary has spoken. */
  honour: 'undecided' | 'lifted' | 'barred' | null;
  honourDecision: D | null;
}

const placeOf = ({ url, where }: Evidence) => `${url ?? ''} ${where ?? ''}`;
const textOf = ({ url, text }: Evidence) => `${url ?? ''} ${text}`;
/** Without an address it is a note to the reader, no place. */
const found = (evidence: readonly Evidence[]) => evidence.filter(({ url }) => url !== undefined);

/** Whether a decision on an earlier audit speaks of what is found now. */
function speaksOf(decision: Decision, now: FoundNow): boolean {
  if (decision.auditId === now.auditId) return true;
  const seen = found(decision.evidence);
  const places = new Set(seen.map(placeOf));
  const texts = new Set(seen.map(textOf));
  const known = (each: Evidence) => places.has(placeOf(each)) || texts.has(textOf(each));
  const current = found(now.evidence);
  if (current.length === 0) return false;
  // A confirmed accusation stands while any of it is still there; a dismissed one only where nothing is new.
  return decision.verdict === 'confirmed' ? current.some(known) : current.every(known);
}

/**
 * How a finding of the current audit stands. `decisions` are those on this entry and signal, newest first.
 * The newest decision that a person made on the finding counts, and only while it speaks of what is found now; the
 * plenary's word counts when it came after the confirmation.
 */
export function standingOf<D extends Decision>(decisions: readonly D[], now: FoundNow): Standing<D> {
  const isHonour = ({ verdict }: Decision) => verdict === 'honour-lifted' || verdict === 'honour-barred';
  const at = decisions.findIndex((each) => !isHonour(each));
  const decision = decisions[at];
  const open = { state: 'open', decision: null, honour: null, honourDecision: null } as const;
  if (!decision || isHonour(decision) || !speaksOf(decision, now)) return open;
  if (decision.verdict === 'dismissed') return { ...open, state: 'dismissed', decision };
  const honourDecision = decisions.slice(0, at).find(isHonour) ?? null;
  const honour =
    honourDecision === null ? 'undecided' : honourDecision.verdict === 'honour-lifted' ? 'lifted' : 'barred';
  return { state: 'confirmed', decision, honour, honourDecision };
}
