/** `npm run -s bench -- audit|marks|repeat|tally …`: measurements that the figures in docs come from. */
import { AUDIT_BENCH_HELP, benchAudit } from './bench/audit.ts';
import { benchMarks, MARKS_BENCH_HELP } from './bench/marks.ts';
import { REPEAT_HELP, repeat } from './bench/repeat.ts';
import { benchTally, TALLY_BENCH_HELP } from './bench/tally.ts';

const [what, ...args] = process.argv.slice(2);
const benches: Record<string, (args: string[]) => Promise<number>> = {
  audit: benchAudit,
  marks: benchMarks,
  repeat,
  tally: benchTally,
};
const bench = benches[what ?? ''];
if (bench) process.exitCode = await bench(args);
else {
  process.stderr.write(`${AUDIT_BENCH_HELP}\n${MARKS_BENCH_HELP}\n${REPEAT_HELP}\n${TALLY_BENCH_HELP}\n`);
  process.exitCode = 2;
}
