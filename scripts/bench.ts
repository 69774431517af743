/** `npm run -s bench -- audit|repeat|tally|taps …`: measurements that the figures in docs come from. */
import { AUDIT_BENCH_HELP, benchAudit } from './bench/audit.ts';
import { REPEAT_HELP, repeat } from './bench/repeat.ts';
import { benchTally, TALLY_BENCH_HELP } from './bench/tally.ts';
import { benchTaps, TAPS_BENCH_HELP } from './bench/taps.ts';

const [what, ...args] = process.argv.slice(2);
const benches: Record<string, (args: string[]) => Promise<number>> = {
  audit: benchAudit,
  repeat,
  tally: benchTally,
  taps: benchTaps,
};
const bench = benches[what ?? ''];
if (bench) process.exitCode = await bench(args);
else {
  process.stderr.write(`${AUDIT_BENCH_HELP}\n${REPEAT_HELP}\n${TALLY_BENCH_HELP}\n${TAPS_BENCH_HELP}\n`);
  process.exitCode = 2;
}
