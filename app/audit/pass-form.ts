/** The form that plans passes: closing moment in WIB and number of passes. Pure. */

/** As a datetime-local control sends it: 2026-11-24T17:00, seconds allowed. */
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Moment of a datetime-local value read as Western Indonesian Time (UTC+7); null when it is no date. */
export function momentInWib(value: string): Date | null {
  if (!LOCAL.test(value)) return null;
  const moment = new Date(`${value}+07:00`);
  if (Number.isNaN(moment.getTime())) return null;
  // 31 February becomes a day in March: what was typed is not what would be meant.
  return localInWib(moment) === value.slice(0, 16) ? moment : null;
}

/** A moment as a datetime-local value in Western Indonesian Time, to the minute. */
export function localInWib(moment: Date): string {
  return new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
}
