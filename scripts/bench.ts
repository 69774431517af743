/** `npm run -s bench -- audit|repeat|tally|leaderboard …`: measurements that the figures in docs come from. */
import { AUDIT_BENCH_HELP, benchAudit } from './bench/audit.ts';
import { benchLeaderboard, LEADERBOARD_BENCH_HELP } from './bench/leaderboard.ts';
import { REPEAT_HELP, repeat } from './bench/repeat.ts';
import { benchTally, TALLY_BENCH_HELP } from './bench/tally.ts';

const [what, ...args] = process.argv.slice(2);
const benches: Record<string, (args: string[]) => Promise<number>> = {
  audit: benchAudit,
  repeat,
  tally: benchTally,
  leaderboard: benchLeaderboard,
};
const bench = benches[what ?? ''];
if (bench) process.exitCode = await bench(args);
else {
  process.stderr.write(`${AUDIT_BENCH_HELP}\n${REPEAT_HELP}\n${TALLY_BENCH_HELP}\n${LEADERBOARD_BENCH_HELP}\n`);
  process.exitCode = 2;
}
