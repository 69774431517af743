import { eq } from 'drizzle-orm';
import { AUDIT_CHANNEL, requestAllAudits } from '#app/audit/audits.server.ts';
import { progressBars } from '#app/audit/progress-bar.ts';
import { db } from '#db/client.server.ts';
import { listen } from '#db/notify.server.ts';
import { audits, entries } from '#db/schema.ts';

function readStates(contestId: string) {
  return db()
    .select({
      id: audits.id,
      name: entries.name,
      state: audits.state,
      stage: audits.stage,
      share: audits.progress,
      failure: audits.failureMessage,
    })
    .from(audits)
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .where(eq(audits.contestId, contestId))
    .orderBy(entries.category, entries.name);
}

/** Requests an audit of every entry and shows the progress until each has a result. */
export async function auditAll(contestId: string, organizerId: string): Promise<void> {
  await db().transaction((tx) => requestAllAudits(tx, contestId, organizerId));
  const begun = await readStates(contestId);
  const bars = progressBars(begun.map((each) => each.name));
  const finished = new Set<string>();
  const look = async () => {
    for (const [index, each] of (await readStates(contestId)).entries()) {
      if (finished.has(each.id)) continue;
      if (each.state === 'done') {
        finished.add(each.id);
        bars.finish(index, each.failure ?? 'selesai');
      } else if (each.stage && process.stderr.isTTY)
        bars.update(index, { stage: 'start', share: each.share, label: each.stage });
    }
  };
  await new Promise<void>((resolve, reject) => {
    // One look at a time; a notification can be lost with its connection, the table never is.
    let looking = Promise.resolve();
    const lookAgain = () => {
      looking = looking.then(look).then(() => {
        if (finished.size === begun.length) end();
      }, reject);
    };
    const unlisten = listen(AUDIT_CHANNEL, lookAgain);
    const timer = setInterval(lookAgain, 3000);
    const end = () => {
      clearInterval(timer);
      unlisten();
      resolve();
    };
    lookAgain();
  });
  bars.close();
}
