import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { markEdits, marks, sheets } from '#db/schema.ts';
import type { JudgeAtWork, SentEdit } from './marks-judge.ts';

export interface Verdict {
  /** Edits answered "applied" of which the history knows nothing. */
  lost: number;
  /** Rows of history more than edits answered, and revisions of sheets more than edits: one edit that counted twice. */
  doubled: number;
  /** Marks that are not the judge's last. */
  wrong: number;
}

/** Compares what the judges were told with what the database holds. */
export async function audit(database: Database, judges: readonly JudgeAtWork[]): Promise<Verdict> {
  const history = await database.select({ clientId: markEdits.clientId, state: markEdits.state }).from(markEdits);
  const written = new Map<string, number>();
  for (const { clientId, state } of history)
    if (state === 'applied') written.set(clientId, (written.get(clientId) ?? 0) + 1);
  const given = judges.flatMap((judge) => judge.applied);
  const lost = given.filter(({ clientId }) => !written.has(clientId)).length;
  const told = new Set(given.map(({ clientId }) => clientId));
  const beyond = history.filter(({ clientId }) => !told.has(clientId)).length;
  const twice = [...written.values()].reduce((sum, times) => sum + times - 1, 0);

  const held = await database
    .select({ judgeId: sheets.judgeId, entryId: sheets.entryId, indicator: marks.indicator, level: marks.level })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId));
  const levels = new Map(held.map((row) => [`${row.judgeId} ${row.entryId} ${row.indicator}`, row.level]));
  const last = new Map<string, SentEdit>();
  for (const judge of judges)
    for (const edit of judge.applied) last.set(`${judge.judgeId} ${edit.entryId} ${edit.indicator}`, edit);
  const wrong = [...last].filter(([place, edit]) => levels.get(place) !== edit.level).length;

  const steps = await database.select({ revision: sheets.revision }).from(sheets);
  const revisions = steps.reduce((sum, { revision }) => sum + revision, 0);
  return {
    lost,
    doubled: twice + beyond + Math.max(0, revisions - given.length),
    wrong: wrong + Math.abs(levels.size - last.size),
  };
}
