interface Limits {
  /** At the same time in all. */
  total: number;
  /** At the same time with the same key. */
  perKey: number;
}

/**
 * Does `work` on every item, in order as far as the limits let it, and resolves when all is done.
 * @throws what `work` throws first; work under way goes on to its end unheard
 */
export async function inLanes<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { total, perKey }: Limits,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const busy = new Map<string, number>();
  const next = (): T | undefined => {
    const at = waiting.findIndex((item) => (busy.get(keyOf(item)) ?? 0) < perKey);
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  };
  const lane = async (): Promise<void> => {
    for (let item = next(); item !== undefined; item = next()) {
      const key = keyOf(item);
      busy.set(key, (busy.get(key) ?? 0) + 1);
      await work(item);
      busy.set(key, (busy.get(key) ?? 0) - 1);
    }
  };
  // A lane that found every key busy ends; the lanes that hold those keys take what is left.
  await Promise.all(Array.from({ length: Math.min(total, items.length) }, lane));
}
