/** A contest in the middle of judging on the built application: audited for real, some sheets submitted, some open. */
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { inject } from 'vitest';
import { requestAllAudits } from '#app/audit/audits.server.ts';
import { movePhase } from '#app/contest/phases.server.ts';
import type { Phase } from '#app/contest/phases.ts';
import { createInvitation } from '#app/identity/invitations.server.ts';
import { makeCards } from '#app/identity/sign-in-cards.server.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { audits } from '#db/schema.ts';
import { type DemoContest, makeDemoContest } from '#scripts/demo/contest.ts';
import { judgeAll } from '#scripts/demo/judging.ts';
import { type TestApplication, testApplication } from './application.ts';
import { signIn } from './seed.ts';

export type PersonKey = 'organizer' | 'chiefJudge' | 'judge' | 'webmaster';

export interface Stage {
  url: string;
  application: TestApplication;
  contest: DemoContest;
  people: Record<PersonKey, { id: string; cookie: string }>;
  openInvitation: string;
  /** Token of a judge's sign-in card nobody has used. */
  openCard: string;
  entryId: (code: string) => string;
  auditId: (code: string) => string;
  stop: () => Promise<void>;
}

const LOCK = 4_021;
/** A good site, one full of faults, one that blocks us, one with hidden spam. */
const CODES = ['diskominfo', 'rsud', 'kec-girimulyo', 'kec-sumberagung'];

async function untilAudited(application: TestApplication, contestId: string): Promise<void> {
  for (;;) {
    const rows = await application.db
      .select({ state: audits.state })
      .from(audits)
      .where(eq(audits.contestId, contestId));
    if (rows.length > 0 && rows.every((row) => row.state === 'done')) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

interface Prepared {
  database: string;
  contest: DemoContest;
}

/** Audits for real, once for all files: the database is kept, and copied for each of them. */
async function prepare(): Promise<Prepared> {
  const application = await testApplication();
  const { db, regency } = application;
  const entries = regency.entries.filter((entry) => CODES.includes(entry.code));
  const contest = await makeDemoContest({ ...regency, entries }, 1);
  const move = async (from: Phase, to: Phase) => {
    const request = { contestId: contest.id, from, to, reason: null, userId: contest.organizer.id };
    const outcome = await db.transaction((tx) => movePhase(tx, request, rubricGate));
    if (!outcome.moved) throw new Error(JSON.stringify(outcome));
  };
  await move('persiapan', 'audit');
  await db.transaction((tx) => requestAllAudits(tx, contest.id, contest.organizer.id));
  await untilAudited(application, contest.id);
  await db.transaction((tx) => assignAll(tx, contest.id));
  await move('audit', 'penilaian');
  const [, judge] = contest.judges;
  if (!judge) throw new Error('the demo has no judges');
  // Only one judge has begun: one sheet submitted, the rest open.
  const first = entries.filter((entry) => entry.code === 'diskominfo');
  await judgeAll(
    { ...contest, judges: [judge] },
    defaultRubric(),
    first.map(({ code, category }) => ({ code, category, entryId: contest.entryIds.get(code) ?? '' })),
    new Set(),
  );
  await application.stop(true);
  return { database: application.databaseName, contest };
}

/** The first file that asks prepares it, the others wait: they run in processes of their own, so the server keeps count. */
async function prepared(): Promise<Prepared> {
  const admin = postgres(`${inject('postgresUrl')}/postgres`, { max: 1, onnotice: () => {} });
  try {
    await admin`SELECT pg_advisory_lock(${LOCK})`;
    await admin`CREATE TABLE IF NOT EXISTS stage (database text, contest jsonb)`;
    const [row] = await admin`SELECT database, contest FROM stage`;
    if (row) {
      const contest = row.contest as Omit<DemoContest, 'entryIds'> & { entryIds: [string, string][] };
      return { database: row.database, contest: { ...contest, entryIds: new Map(contest.entryIds) } };
    }
    const made = await prepare();
    const contest = { ...made.contest, entryIds: [...made.contest.entryIds] };
    await admin`INSERT INTO stage VALUES (${made.database}, ${admin.json(contest as never)})`;
    return made;
  } finally {
    await admin.end();
  }
}

export async function contestStage(): Promise<Stage> {
  const { database, contest } = await prepared();
  const application = await testApplication({}, database);
  const { db } = application;
  const [chiefJudge, judge] = contest.judges;
  if (!chiefJudge || !judge) throw new Error('the demo has no judges');
  const { token } = await createInvitation(db, {
    role: 'webmaster',
    name: 'Admin Dinas Kesehatan',
    createdBy: contest.organizer.id,
    validDays: 1,
  });
  const [card] = await makeCards(db, { userIds: [judge.id], count: 1, by: contest.organizer.id });
  const done = await db.select().from(audits).where(eq(audits.contestId, contest.id));
  const entryId = (code: string) => contest.entryIds.get(code) ?? '';
  return {
    url: application.url,
    application,
    contest,
    people: {
      organizer: await signIn(contest.organizer.id),
      chiefJudge: await signIn(chiefJudge.id),
      judge: await signIn(judge.id),
      webmaster: await signIn(contest.webmaster.id),
    },
    openInvitation: token,
    openCard: card?.token ?? '',
    entryId,
    auditId: (code) => done.find((audit) => audit.entryId === entryId(code))?.id ?? '',
    stop: application.stop,
  };
}
