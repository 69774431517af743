/**
 * What is undecided about an entry. Every item names who or what would close it. All but findingWaiting, which only
 * holds up the finalisation, leave the entry without total and rank.
 */
export type OpenItem =
  | { kind: 'noJudge' }
  | { kind: 'noAudit' }
  | { kind: 'unmeasured'; indicator: string }
  | { kind: 'findingWaiting'; indicator: string }
  | { kind: 'notApplicableClaimed'; indicator: string; judgeIds: string[] }
  | { kind: 'sheetOpen'; judgeId: string; started: boolean }
  | { kind: 'recusalWaiting'; judgeId: string }
  | { kind: 'markMissing'; judgeId: string; indicator: string };
