/** A contest in the middle of judging on the built application: audited for real, some sheets submitted, some open. */
import { eq } from 'drizzle-orm';
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

export async function contestStage(): Promise<Stage> {
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
  const entryId = (code: string) => contest.entryIds.get(code) ?? '';
  const [chiefJudge, judge] = contest.judges;
  if (!chiefJudge || !judge) throw new Error('the demo has no judges');
  // Only one judge has begun: one sheet submitted, the rest open.
  const first = entries.filter((entry) => entry.code === 'diskominfo');
  await judgeAll(
    { ...contest, judges: [judge] },
    defaultRubric(),
    [...first.map(({ code, category }) => ({ code, category, entryId: entryId(code) }))],
    new Set(),
  );
  const { token } = await createInvitation(db, {
    role: 'webmaster',
    name: 'Admin Dinas Kesehatan',
    createdBy: contest.organizer.id,
    validDays: 1,
  });
  const [card] = await makeCards(db, { userIds: [judge.id], count: 1, by: contest.organizer.id });
  const done = await db.select().from(audits).where(eq(audits.contestId, contest.id));
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
