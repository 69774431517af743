/** The arithmetic of the light probes: which quarter of an hour, which share, which failures belong together. Pure. */
import type { Visit } from './visit.ts';

export const PROBE_MINUTES = 15;
const STEP = PROBE_MINUTES * 60_000;

/** Start of the quarter of an hour that a moment lies in. */
export function quarterOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / STEP) * STEP);
}

/** One stored probe: the quarter's start, and the failure's code when neither of two tries in a row was answered. */
export interface ProbeRow {
  at: Date;
  answered: boolean;
  code: string | null;
}

/** Probes of one entry as a visit carries them. Quarters of our own outage are no failures of anybody: left out. */
export function summariseProbes(
  rows: readonly ProbeRow[],
  outages: readonly Date[],
): NonNullable<Visit['availability']> {
  const ours = new Set(outages.map((at) => at.getTime()));
  const counted = rows.filter(({ at }) => !ours.has(at.getTime()));
  return {
    answered: counted.filter((row) => row.answered).length,
    probes: counted.length,
    failures: counted
      .filter((row) => !row.answered)
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ at, code }) => ({ at: at.toISOString(), code: code ?? '' })),
  };
}

/** A time during which every probe failed: from the first failed quarter's start to the last one's end. */
export interface DownTime {
  from: Date;
  to: Date;
  probes: number;
  codes: string[];
}

/** Failures of neighbouring quarters belong together; in order of time. `at` is an ISO time. */
export function downTimes(failures: readonly { at: string; code: string }[]): DownTime[] {
  const times: DownTime[] = [];
  const sorted = failures.map(({ at, code }) => ({ at: new Date(at), code }));
  sorted.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, code } of sorted) {
    const last = times.at(-1);
    const to = new Date(at.getTime() + STEP);
    if (last?.to.getTime() === at.getTime()) {
      last.to = to;
      last.probes += 1;
      if (!last.codes.includes(code)) last.codes.push(code);
    } else times.push({ from: at, to, probes: 1, codes: [code] });
  }
  return times;
}

const day = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat('id-ID', { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit' });

/** `12 Mei 2026 pukul 10.15 sampai 11.00 WIB`; over midnight both days are named. */
export function downTimeText({ from, to }: Pick<DownTime, 'from' | 'to'>): string {
  const end = day.format(to) === day.format(from) ? clock.format(to) : `${day.format(to)} pukul ${clock.format(to)}`;
  return `${day.format(from)} pukul ${clock.format(from)} sampai ${end} WIB`;
}
