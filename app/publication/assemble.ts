import { appliesTo } from '#app/rubric/applies.ts';
import type { Indicator, RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { OpenItem } from './open.ts';

/** What the database holds about one entry, as far as a tally needs it. */
export interface EntryRows {
  category: string;
  hasSite: boolean;
  outsideRanking: boolean;
  /** Judges assigned; one whose recusal is confirmed is no longer here. */
  judges: JudgeRows[];
  /** Of the audit that counts, by indicator; null when there is none or it has not ended. */
  proposals: ReadonlyMap<
    string,
    {
      outcome: 'measured' | 'failed' | 'notApplicable' | 'unmeasured';
      points: number | null;
      /** Taken to zero by a finding that a person confirmed: so for all judges, whatever they gave. */
      zeroed?: boolean;
      /** Standard deviation of the points from one audit to the next; 0 or absent: none known. */
      sd?: number;
    }
  > | null;
  /** How its stamps differ from those of most entries, `chrome 140 ≠ 141`; null when they don't. */
  measuredApart: string | null;
  /** Signals of that audit with a finding that nobody has confirmed or dismissed yet. */
  findings: ReadonlySet<string>;
  /** Indicators whose measurement a judge calls wrong, unanswered. */
  reported?: ReadonlySet<string>;
  /** Indicators with an objection that is not settled. */
  objected?: readonly string[];
  rulings: ReadonlyMap<string, { kind: 'points' | 'notApplicable' | 'applicable'; points: number | null }>;
}

export interface JudgeRows {
  id: string;
  recusalWaiting: boolean;
  sheet: 'none' | 'draft' | 'submitted';
  marks: ReadonlyMap<string, { points: number | null; notApplicable: boolean }>;
  /** Indicators whose mark of a submitted sheet waits to be confirmed under words that are others now. */
  asked?: ReadonlySet<string>;
}

/** What of an entry goes into the dataset, by indicator, and what is open. */
export interface AssembledEntry {
  marks: { judge: string; indicator: string; points: number }[];
  measured: { indicator: string; points: number; sd?: number }[];
  notApplicable: string[];
  decisions: {
    indicator: string;
    kind: 'points' | 'notApplicable' | 'applicable' | 'finding';
    points: number | null;
  }[];
  open: OpenItem[];
}

/**
 * Decides for each indicator of an entry whose word counts: a confirmed finding and a ruling before all, else the audit
 * and the judges' submitted sheets. Whatever is undecided yields neither marks nor a measurement, so that nothing can be totalled.
 */
export function assembleEntry(rubric: RubricDocument, entry: EntryRows): AssembledEntry {
  const out: AssembledEntry = { marks: [], measured: [], notApplicable: [], decisions: [], open: [] };
  if (!entry.hasSite) return out;
  const indicators = rubric.criteria.flatMap((criterion) => criterion.indicators);
  // Nobody has to score what takes no place; but where a judge was asked to, the sheet is awaited.
  if (entry.judges.length === 0 && !entry.outsideRanking) out.open.push({ kind: 'noJudge' });
  for (const judge of entry.judges) {
    if (judge.recusalWaiting) out.open.push({ kind: 'recusalWaiting', judgeId: judge.id });
    else if (judge.sheet !== 'submitted')
      out.open.push({ kind: 'sheetOpen', judgeId: judge.id, started: judge.sheet === 'draft' });
  }
  if (entry.measuredApart !== null) out.open.push({ kind: 'measuredApart', stamps: entry.measuredApart });
  for (const indicator of entry.objected ?? []) out.open.push({ kind: 'objectionWaiting', indicator });
  const awaited = entry.judges.length > 0 || !entry.outsideRanking;
  for (const indicator of indicators) assembleIndicator(indicator, entry, out, awaited);
  if (entry.proposals === null && out.open.some((item) => item.kind === 'unmeasured')) {
    out.open = out.open.filter((item) => item.kind !== 'unmeasured');
    out.open.unshift({ kind: 'noAudit' });
  }
  return out;
}

function assembleIndicator(indicator: Indicator, entry: EntryRows, out: AssembledEntry, awaited: boolean): void {
  const { id } = indicator;
  const ruling = entry.rulings.get(id);
  if (ruling) out.decisions.push({ indicator: id, kind: ruling.kind, points: ruling.points });
  if (ruling?.kind === 'notApplicable' || !appliesTo(indicator, entry.category)) {
    out.notApplicable.push(id);
    return;
  }
  if (indicator.source === 'proposed' && indicator.zeroWhen?.some((signal) => entry.findings.has(signal)))
    out.open.push({ kind: 'findingWaiting', indicator: id });
  if (indicator.source === 'proposed' && entry.reported?.has(id))
    out.open.push({ kind: 'reportWaiting', indicator: id });
  if (indicator.source === 'proposed' && entry.proposals?.get(id)?.zeroed) {
    out.decisions.push({ indicator: id, kind: 'finding', points: 0 });
    out.measured.push({ indicator: id, points: 0 });
    return;
  }
  if (ruling?.kind === 'points' && ruling.points !== null) {
    out.measured.push({ indicator: id, points: ruling.points });
    return;
  }
  // Named once, for the whole entry: what was measured with something else is no measurement in this ranking.
  if (indicator.source === 'proposed' && entry.measuredApart !== null) return;
  const counted = entry.judges.filter((judge) => judge.sheet === 'submitted' && !judge.recusalWaiting);
  const claims = counted.filter((judge) => judge.marks.get(id)?.notApplicable);
  if (claims.length > 0 && ruling?.kind !== 'applicable') {
    out.open.push({ kind: 'notApplicableClaimed', indicator: id, judgeIds: claims.map((judge) => judge.id) });
    return;
  }

  const proposal = indicator.source === 'proposed' ? entry.proposals?.get(id) : undefined;
  if (proposal?.outcome === 'notApplicable' && ruling?.kind !== 'applicable') {
    out.notApplicable.push(id);
    return;
  }
  if (indicator.source === 'proposed' && proposal?.outcome !== 'notApplicable' && (proposal?.points ?? null) === null) {
    // A judge's mark does not settle what could not be measured: only the chief judge's ruling does.
    if (awaited) out.open.push({ kind: 'unmeasured', indicator: id });
    return;
  }
  const common = proposal?.points ?? null;
  if (common !== null) {
    const sd = proposal?.sd ? { sd: proposal.sd } : {};
    out.measured.push({ indicator: id, points: common, ...sd });
  }
  for (const judge of counted) {
    const points = judge.marks.get(id)?.points ?? null;
    if (points !== null) {
      out.marks.push({ judge: judge.id, indicator: id, points });
      if (judge.asked?.has(id)) out.open.push({ kind: 'wordsWaiting', judgeId: judge.id, indicator: id });
    } else if (common === null) out.open.push({ kind: 'markMissing', judgeId: judge.id, indicator: id });
  }
}
