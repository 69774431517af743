/** Why an entry has no total yet. Every item names who or what would close it. */
export type OpenItem =
  | { kind: 'noJudge' }
  | { kind: 'noAudit' }
  | { kind: 'unmeasured'; indicator: string }
  | { kind: 'notApplicableClaimed'; indicator: string; judgeIds: string[] }
  | { kind: 'sheetOpen'; judgeId: string; started: boolean }
  | { kind: 'recusalWaiting'; judgeId: string }
  | { kind: 'markMissing'; judgeId: string; indicator: string };
