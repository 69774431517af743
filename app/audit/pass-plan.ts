/** When passes begin, and in which order entries take their turns: drawn from a seed, so that it can be checked afterwards. Pure. */
import { createHash } from 'node:crypto';

/** No pass begins in the last hour before the closing date: it would find sites dressed up for the closing, and not end in time. */
const QUIET_END_MS = 3_600_000;
/** Each pass has at least this part of the window to be drawn from. */
const LEAST_PART_MS = 1_800_000;

export interface PassWindow {
  from: Date;
  closesAt: Date;
}

/** SHA-256 of a seed, hex: published before the seed is, so that nobody can choose it afterwards. */
export function hashOfSeed(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

/** Whole number below 2^48 that the seed and a label give; evenly spread. */
function drawn(seed: string, label: string): number {
  return createHash('sha256').update(`${seed}:${label}`).digest().readUIntBE(0, 6);
}

/** Whether the window has room for so many passes. */
export function hasRoom({ from, closesAt }: PassWindow, passes: number): boolean {
  return closesAt.getTime() - QUIET_END_MS - from.getTime() >= passes * LEAST_PART_MS;
}

/**
 * Moment at which pass `index` (0-based) of `passes` begins. The window without its last hour is cut into as many equal
 * parts as there are passes; each pass falls somewhere in its own, where its seed says.
 * @throws RangeError when the window has no room
 */
export function momentOf(seed: string, index: number, passes: number, window: PassWindow): Date {
  if (!hasRoom(window, passes) || index < 0 || index >= passes) throw new RangeError('no room for the passes');
  const start = window.from.getTime();
  const part = (window.closesAt.getTime() - QUIET_END_MS - start) / passes;
  return new Date(Math.floor(start + (index + drawn(seed, 'moment') / 2 ** 48) * part));
}

/** Place of an entry within a round, from its pass's seed: 0 to 2^31 - 1, another in every round. */
export function placeOf(seed: string, entryId: string, round: number): number {
  return drawn(seed, `${entryId}:${round}`) % 2 ** 31;
}
