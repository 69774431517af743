/** Rounds taken together: nobody begins the next before everybody has come as far. */
export interface Rounds {
  /** Resolves when all who are still in have reached this round, or left. */
  reach(round: number): Promise<void>;
  /** Takes no further part. */
  leave(): void;
}

/** @param members how many take part from the start; each reaches its rounds in order */
export function startRounds(members: number): Rounds {
  let taking = members;
  let waiting: (() => void)[] = [];
  const go = () => {
    if (waiting.length < taking) return;
    const all = waiting;
    waiting = [];
    for (const begin of all) begin();
  };
  return {
    reach: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        go();
      }),
    leave() {
      taking -= 1;
      go();
    },
  };
}
