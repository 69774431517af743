/**
 * What is undecided about an entry. Every item names who or what would close it. All but findingWaiting, reportWaiting,
 * objectionWaiting, wordsWaiting, honourWaiting and tieWaiting, which only hold up the finalisation, leave the entry without total and rank.
 */
export type OpenItem =
  | { kind: 'noJudge' }
  | { kind: 'noAudit' }
  /** Audited with something else than most entries: one ranking must not mix them. `stamps`: `chrome 140 ≠ 141`. */
  | { kind: 'measuredApart'; stamps: string }
  | { kind: 'unmeasured'; indicator: string }
  | { kind: 'findingWaiting'; indicator: string }
  /** A judge says that the measurement is wrong, and the chief judge has not answered. */
  | { kind: 'reportWaiting'; indicator: string }
  /** A webmaster objects, and the panel has not answered, or not applied what it accepted. */
  | { kind: 'objectionWaiting'; indicator: string }
  /** A mark given by words of the rubric that are others now, which its judge has not confirmed: it counts as it was given. */
  | { kind: 'wordsWaiting'; judgeId: string; indicator: string }
  /** A confirmed finding bars it from the honour of the place it stands at, until the plenary has spoken. */
  | { kind: 'honourWaiting'; place: number }
  /** Shares an honoured place, and the plenary has not spoken. `withIds`: the others, as in the dataset. */
  | { kind: 'tieWaiting'; place: number; withIds: string[] }
  | { kind: 'notApplicableClaimed'; indicator: string; judgeIds: string[] }
  | { kind: 'sheetOpen'; judgeId: string; started: boolean }
  | { kind: 'recusalWaiting'; judgeId: string }
  | { kind: 'markMissing'; judgeId: string; indicator: string };
