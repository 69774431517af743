import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AUDIT_CHANNEL } from '#app/audit/audits.server.ts';
import { paths } from '#app/paths.ts';
import { loader as ownLoader } from '#app/routes/opd._index.tsx';
import { loader as reportLoader } from '#app/routes/opd.$entryId.tsx';
import { loader as streamLoader } from '#app/routes/panitia.audit_.aliran.ts';
import { db } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { audits, entries, marks, sheets, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser, requestAs } from '#tests/support/seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const args = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: {} });
const statusOf = async (work: Promise<unknown>) => {
  try {
    await work;
    return 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
};

async function auditedEntry(contestId: string, rubricVersionId: string) {
  const entry = await makeEntry(contestId);
  const values = { contestId, entryId: entry.id, rubricVersionId, runs: 1, url: entry.url ?? '' };
  const [audit] = await db()
    .insert(audits)
    .values({ ...values, state: 'done', outcome: 'measured' })
    .returning();
  if (!audit) throw new Error('no audit');
  await db().update(entries).set({ currentAuditId: audit.id }).where(eq(entries.id, entry.id));
  return { entry, audit };
}

describe('live audits', () => {
  /** Reads events until one satisfies `wanted`. */
  async function until(
    reader: ReadableStreamDefaultReader<Uint8Array>,
    wanted: (event: string, data: string) => boolean,
  ) {
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended after: ${text}`);
      text += new TextDecoder().decode(value);
      for (const block of text.split('\n\n')) {
        const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
        if (event && wanted(event, data)) return JSON.parse(data);
      }
    }
  }

  test('the whole state first, each change after it, the whole state again after a resync, and an end', async () => {
    const contest = await makeContest({ year: 2090, phase: 'audit' });
    const { entry, audit } = await auditedEntry(contest.id, contest.rubricVersionId);
    const organizer = await makeUser('organizer');
    const leave = new AbortController();
    const response = await streamLoader(args(requestAs(organizer, paths.auditStream(), { signal: leave.signal })));
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    const state = await until(reader, (event) => event === 'state');
    expect(state).toMatchObject([{ entryId: entry.id, state: 'done' }]);

    await db().update(audits).set({ state: 'running', progress: 0.5 }).where(eq(audits.id, audit.id));
    await notify(db(), AUDIT_CHANNEL, { contestId: contest.id, auditId: audit.id });
    const row = await until(reader, (event, data) => event === 'row' && data.includes('"running"'));
    expect(row).toMatchObject({ entryId: entry.id, state: 'running', progress: 0.5 });

    await notify(db(), AUDIT_CHANNEL, 'resync');
    await until(reader, (event, data) => event === 'state' && data.includes('"running"'));
    leave.abort();
    for (;;) if ((await reader.read()).done) break;
  });

  test('nobody but an organizer gets it', async () => {
    await makeContest({ year: 2091 });
    const judge = await makeUser('judge');
    expect(await statusOf(streamLoader(args(requestAs(judge, paths.auditStream()))))).toBe(404);
    expect(await statusOf(streamLoader(args(requestAs(null, paths.auditStream()))))).toBe(404);
  });
});

describe('the webmaster', () => {
  test('reads the own report, and no other entry exists for them', async () => {
    const contest = await makeContest({ year: 2095, phase: 'penilaian' });
    const { rubricVersionId } = contest;
    const own = await auditedEntry(contest.id, rubricVersionId);
    const other = await auditedEntry(contest.id, rubricVersionId);
    await db()
      .insert(signals)
      .values({
        auditId: own.audit.id,
        signal: 'real-404',
        outcome: 'failed',
        value: 0,
        unit: '0 or 1',
        evidence: [{ text: 'bukti sendiri' }],
      });
    const webmaster = await makeUser('webmaster', { agencyIds: [own.entry.agencyId] });
    const read = (entryId: string) => {
      const request = requestAs(webmaster, paths.webmasterEntry(entryId));
      return reportLoader(args(request, { entryId }));
    };
    expect((await read(own.entry.id)).report?.signals).toMatchObject([
      { signal: 'real-404', evidence: [{ text: 'bukti sendiri' }] },
    ]);
    expect(await statusOf(read(other.entry.id))).toBe(404);
    expect(await statusOf(read('bukan-uuid'))).toBe(404);
    const listed = await ownLoader(args(requestAs(webmaster, paths.webmaster())));
    expect(listed.own?.entries.map((entry) => entry.entryId)).toEqual([own.entry.id]);
  });

  test('a judge’s mark never travels to them', async () => {
    const contest = await makeContest({ year: 2096, phase: 'penilaian' });
    const { entry } = await auditedEntry(contest.id, contest.rubricVersionId);
    const judge = await makeUser('judge');
    const [sheet] = await db()
      .insert(sheets)
      .values({ contestId: contest.id, entryId: entry.id, judgeId: judge.id, state: 'submitted' })
      .returning();
    await db()
      .insert(marks)
      .values({
        sheetId: sheet?.id ?? '',
        indicator: 'D1',
        level: 4,
        points: 77.125,
        revision: 1,
        note: 'rahasia juri',
      });
    const webmaster = await makeUser('webmaster', { agencyIds: [entry.agencyId] });
    const page = await reportLoader(args(requestAs(webmaster, paths.webmasterEntry(entry.id)), { entryId: entry.id }));
    const sent = JSON.stringify(page);
    for (const secret of ['77.125', 'rahasia juri', judge.id, judge.name]) expect(sent).not.toContain(secret);
  });

  test('another role finds nothing there', async () => {
    const judge = await makeUser('judge');
    expect(await statusOf(ownLoader(args(requestAs(judge, paths.webmaster()))))).toBe(404);
  });
});
