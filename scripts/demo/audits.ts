import { count, eq, sql } from 'drizzle-orm';
import { AUDIT_CHANNEL, requestAllAudits } from '#app/audit/audits.server.ts';
import { db } from '#db/client.server.ts';
import { listen } from '#db/notify.server.ts';
import { audits, entries } from '#db/schema.ts';
import { progressBar } from './progress-bar.ts';

interface State {
  share: number;
  done: number;
  total: number;
  doing: string;
}

async function stateOf(contestId: string): Promise<State> {
  const [sums] = await db()
    .select({
      total: count(),
      done: sql<number>`count(*) FILTER (WHERE ${audits.state} = 'done')`.mapWith(Number),
      share: sql<number>`coalesce(avg(${audits.progress}), 0)`.mapWith(Number),
    })
    .from(audits)
    .where(eq(audits.contestId, contestId));
  const running = await db()
    .select({ name: entries.name, stage: audits.stage })
    .from(audits)
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .where(sql`${audits.contestId} = ${contestId} AND ${audits.state} = 'running'`);
  const doing = running.map(({ name, stage }) => (stage ? `${name}: ${stage}` : name)).join(' · ');
  return { share: sums?.share ?? 0, done: sums?.done ?? 0, total: sums?.total ?? 0, doing };
}

/** Requests an audit of every entry and shows the progress until each has a result. */
export async function auditAll(contestId: string, organizerId: string): Promise<void> {
  await db().transaction((tx) => requestAllAudits(tx, contestId, organizerId));
  const bar = progressBar();
  await new Promise<void>((resolve, reject) => {
    let busy = false;
    let again = false;
    const look = async () => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      do {
        again = false;
        const state = await stateOf(contestId);
        bar.update(state.share, `${state.done}/${state.total} situs  ${state.doing}`);
        if (state.total > 0 && state.done === state.total) {
          stop();
          resolve();
        }
      } while (again);
      busy = false;
    };
    const unlisten = listen(AUDIT_CHANNEL, () => void look().catch(reject));
    // A notification can be lost with its connection; the table never is.
    const timer = setInterval(() => void look().catch(reject), 5000);
    const stop = () => {
      clearInterval(timer);
      unlisten();
    };
    look().catch(reject);
  });
  bar.end();
}
