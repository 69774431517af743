/** A parent that can be killed: audits the request given as JSON in the first argument. */
import { runAudit } from '#app/audit/run.ts';

await runAudit(JSON.parse(process.argv[2] ?? ''));
