export interface Stamped {
  /** Another one whenever what it names has changed; never one that stood for something else before. */
  stamp: string;
  /** How long it holds at most, counted from the moment it was asked for: an answer may be long on its way. */
  freshMs: number;
}

/** Pages that are thrown away together: kept under what `ask` says of what they show. */
export interface Shelf<Page> {
  pages: Map<string, Page>;
  stamp(): string;
  isFresh(): boolean;
  /** Asks after the call: a question under way may have been answered before, so those who come meanwhile share the next. */
  refresh(): Promise<void>;
}

/** An empty shelf. A failed question leaves it as it was, no longer fresh. */
export function shelf<Page>(ask: () => Promise<Stamped>): Shelf<Page> {
  const pages = new Map<string, Page>();
  let known = { stamp: '', until: Number.NEGATIVE_INFINITY };
  let asking: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const look = async () => {
    // Not when the answer came: on a busy machine that is past a set moment the answer still knew as ahead.
    const asked = performance.now();
    const { stamp, freshMs } = await ask();
    if (stamp !== known.stamp) pages.clear();
    known = { stamp, until: asked + freshMs };
  };
  const askNow = () => {
    asking = look().finally(() => {
      asking = null;
    });
    return asking;
  };
  return {
    pages,
    stamp: () => known.stamp,
    isFresh: () => performance.now() < known.until,
    refresh() {
      if (next) return next;
      if (!asking) return askNow();
      // Never two at once: an older answer that came last would undo a newer one.
      next = asking
        .catch(() => {})
        .then(() => {
          next = null;
          return askNow();
        });
      return next;
    },
  };
}
