/** When a reminder is due. Pure. */

const DAY = 24 * 3_600_000;
/** Days before the deadline at which somebody is reminded: the nearest that has come counts, so nobody gets two at once. */
const BEFORE = [1, 3] as const;

/** Which reminder of a deadline is due now: days before it; null when it is too early or too late. */
export function dueReminder(deadline: Date, now: Date): number | null {
  const left = deadline.getTime() - now.getTime();
  if (left <= 0) return null;
  return BEFORE.find((days) => left <= days * DAY) ?? null;
}
