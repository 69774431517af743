/** `npm run demo`: a fictional regency's contest from sites to leaderboard on an embedded database. `-- --once` ends after it. */
import { parseArgs } from 'node:util';
import { movePhase } from '#app/contest/phases.server.ts';
import type { Phase } from '#app/contest/phases.ts';
import { startAuth } from '#app/identity/auth.server.ts';
import { jobs } from '#app/jobs.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { startQueue } from '#app/queue.server.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { db, openDatabase, setDatabase } from '#db/client.server.ts';
import { auditAll } from './demo/audits.ts';
import { type DemoContest, makeDemoContest } from './demo/contest.ts';
import { type Ground, prepareGround } from './demo/ground.ts';
import { judgeAll } from './demo/judging.ts';
import { leaderboardText, signInText } from './demo/print.ts';

const { values } = parseArgs({
  options: { once: { type: 'boolean', default: false }, runs: { type: 'string', default: '3' } },
});

async function move(contest: DemoContest, from: Phase, to: Phase): Promise<void> {
  const request = { contestId: contest.id, from, to, reason: null, userId: contest.organizer.id };
  const outcome = await db().transaction((tx) => movePhase(tx, request, rubricGate));
  if (!outcome.moved) throw new Error(`tahap ${to} belum dapat dibuka: ${JSON.stringify(outcome)}`);
}

async function playContest(ground: Ground): Promise<DemoContest> {
  const { regency } = ground;
  const contest = await makeDemoContest(regency, Number(values.runs));
  await move(contest, 'persiapan', 'audit');
  console.error(`Memeriksa ${regency.entries.length} situs contoh, ${values.runs} kali Lighthouse untuk setiap situs:`);
  await auditAll(contest.id, contest.organizer.id);
  const sites = regency.entries.map(({ code, category }) => ({
    code,
    category,
    entryId: contest.entryIds.get(code) ?? '',
  }));
  await db().transaction((tx) => assignAll(tx, contest.id));
  await move(contest, 'audit', 'penilaian');
  console.error('Lima juri menilai; seorang masih menyimpan draf…');
  await judgeAll(contest, defaultRubric(), sites);
  return contest;
}

const ground = await prepareGround();
let stopping = false;
const stop = async (code: number) => {
  if (stopping) return;
  stopping = true;
  await ground.stop();
  process.exit(code);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
try {
  const database = openDatabase(ground.application.databaseUrl, { max: 10 });
  setDatabase(database);
  startAuth({ secret: ground.authSecret, baseUrl: ground.application.url, secureCookies: false });
  const boss = await startQueue(ground.application.databaseUrl, jobs, { supervise: false });
  const contest = await playContest(ground);
  console.log(`\nPapan peringkat sementara\n${await leaderboardText(contest.id)}\n`);
  console.log(await signInText(ground.application.url, contest));
  await boss.stop({ graceful: false });
  await database.$client.end({ timeout: 1 });
  if (values.once) await stop(0);
  else console.log('\nCtrl-C untuk berhenti; data demo ini ikut dihapus.');
} catch (error) {
  if (!stopping) {
    console.error(error);
    await stop(1);
  }
}
