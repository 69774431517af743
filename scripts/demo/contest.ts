import { createContest } from '#app/contest/contests.server.ts';
import { standardRubric } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { agencies, contactRegister, entries } from '#db/schema.ts';
import type { Regency } from '#tests/fixtures/regency.ts';
import { makePerson, type Person } from './people.ts';

export interface DemoContest {
  id: string;
  /** Entry id by agency code. */
  entryIds: Map<string, string>;
  organizer: Person;
  judges: Person[];
  webmaster: Person;
}

const judgeNames = ['Sri Wahyuni', 'Bambang Prasetyo', 'Ratna Kusuma', 'Agus Setiawan', 'Dewi Lestari'] as const;

/** Writes the fictional regency's contest: agencies, entries, contact register, people. */
export function makeDemoContest(
  regency: Pick<Regency, 'entries' | 'portalDomain'>,
  runs: number,
): Promise<DemoContest> {
  return db().transaction(async (tx) => {
    const rubricVersionId = await standardRubric(tx);
    const contest = await createContest(tx, {
      year: new Date().getFullYear(),
      name: 'Lomba Website OPD Kabupaten Harjomulyo',
      portalDomain: regency.portalDomain,
      hasObjection: false,
      auditRuns: runs,
      rubricVersionId,
    });
    const entryIds = new Map<string, string>();
    let firstAgency: string | undefined;
    for (const { code, name, category, url, register } of regency.entries) {
      const [agency] = await tx.insert(agencies).values({ code, name, category, url }).returning();
      if (!agency) throw new Error(`agency ${code} not written`);
      firstAgency ??= agency.id;
      const [entry] = await tx
        .insert(entries)
        .values({ contestId: contest.id, agencyId: agency.id, name, category, url })
        .returning();
      if (!entry) throw new Error(`entry ${code} not written`);
      entryIds.set(code, entry.id);
      for (const each of register) {
        await tx.insert(contactRegister).values({ agencyId: agency.id, ...each, confirmedAt: new Date() });
      }
    }
    const [first, ...others] = judgeNames;
    const judges = [await makePerson(tx, 'chiefJudge', first)];
    for (const name of others) judges.push(await makePerson(tx, 'judge', name));
    return {
      id: contest.id,
      entryIds,
      organizer: await makePerson(tx, 'organizer', 'Panitia Diskominfo'),
      judges,
      webmaster: await makePerson(tx, 'webmaster', `Admin ${regency.entries[0]?.name ?? ''}`, firstAgency),
    };
  });
}
