/** `npm run -s bench -- audit|leaderboard|marks|opening|repeat|report|results|tally|taps …`: measurements that the figures in docs come from. */
import { AUDIT_BENCH_HELP, benchAudit } from './bench/audit.ts';
import { benchLeaderboard, LEADERBOARD_BENCH_HELP } from './bench/leaderboard.ts';
import { benchMarks, MARKS_BENCH_HELP } from './bench/marks.ts';
import { benchOpening, OPENING_BENCH_HELP } from './bench/opening.ts';
import { REPEAT_HELP, repeat } from './bench/repeat.ts';
import { benchReport, REPORT_BENCH_HELP } from './bench/report.ts';
import { benchResults, RESULTS_BENCH_HELP } from './bench/results.ts';
import { benchTally, TALLY_BENCH_HELP } from './bench/tally.ts';
import { benchTaps, TAPS_BENCH_HELP } from './bench/taps.ts';

const [what, ...args] = process.argv.slice(2);
const benches: Record<string, (args: string[]) => Promise<number>> = {
  audit: benchAudit,
  leaderboard: benchLeaderboard,
  marks: benchMarks,
  opening: benchOpening,
  repeat,
  report: benchReport,
  results: benchResults,
  tally: benchTally,
  taps: benchTaps,
};
const helps = [
  AUDIT_BENCH_HELP,
  LEADERBOARD_BENCH_HELP,
  MARKS_BENCH_HELP,
  OPENING_BENCH_HELP,
  REPEAT_HELP,
  REPORT_BENCH_HELP,
  RESULTS_BENCH_HELP,
  TALLY_BENCH_HELP,
  TAPS_BENCH_HELP,
];
const bench = benches[what ?? ''];
if (bench) process.exitCode = await bench(args);
else {
  process.stderr.write(`${helps.join('\n')}\n`);
  process.exitCode = 2;
}
