/**
 * The save of every day: a sheet of one's own, begun or to be begun, one tap after the other, nothing decided for all. In a room of two
 * hundred tablets most of what a save costs is trips to the database, so that this one makes two: locks and reads in
 * one, writes and COMMIT in the other, in plain SQL that is planned once a connection. Whatever is not of every day is
 * left to `sheets.server.ts`, which knows all of it; the rules are the same functions in both.
 */
import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { knownRubric } from '#app/rubric/rubric.server.ts';
import { isZeroed } from '#app/rubric/zeroed.ts';
import { db } from '#db/client.server.ts';
import { assessEdit } from './assess.ts';
import type { SheetEdit } from './edit.schema.ts';
import { judgeMayWrite } from './gate.server.ts';
import { type MarkEdit, type MarkState, noMark } from './mark.ts';

/** An edit that became the mark, and the mark after it. */
export interface Applied {
  clientId: string;
  state: 'applied';
  revision: number;
  mark: MarkState;
  at: string;
}

const UNIQUE_VIOLATION = '23505';

interface ContestRow {
  id: string;
  phase: string;
  rubricVersionId: string;
  category: string;
}
interface SheetRow {
  id: string;
  state: 'draft' | 'submitted';
  revision: number;
}
interface Found {
  assigned: boolean;
  recused: boolean;
  departed: boolean;
  /** An edit of this client id is there already. */
  sent: boolean;
  ruled: boolean;
  because: unknown[] | null;
  /** The contest's rubric was changed after judging had been open. */
  changed: boolean;
  /** The mark waits to be confirmed under words that are others now. */
  asked: boolean;
  /** The revision that the edit named in `after` made; null: none, or it was not applied. */
  after: number | null;
  revision: number | null;
  level: number | null;
  notApplicable: boolean | null;
  reason: string | null;
  note: string | null;
  tasks: MarkEdit['tasks'];
  accepted: number | null;
}

/**
 * Sends all at once, in order. Thrown is the first that fails, without waiting for those behind it: of a connection that
 * died, postgres.js never answers what was not sent yet.
 */
function together<const T extends readonly Promise<unknown>[]>(queries: T) {
  return Promise.all(queries);
}

/** Whether the connection went with the error: the server ended it, or it broke. */
function isLost(error: unknown): boolean {
  const { severity, code } = error as { severity?: string; code?: string };
  if (severity) return severity !== 'ERROR';
  return code !== undefined && (code.startsWith('CONNECTION_') || /^E[A-Z_]+$/.test(code));
}

/** The same locks in the same order as lockDesk, and behind them what an edit is checked against. */
async function lockAndRead(own: postgres.ReservedSql, judgeId: string, edit: SheetEdit) {
  const { entryId, indicator, clientId } = edit;
  const after = edit.after ?? null;
  const [, [contest], [sheet], [found]] = await together([
    own`BEGIN`,
    own<ContestRow[]>`
      SELECT c.id, c.phase, c.rubric_version_id AS "rubricVersionId", e.category
      FROM entries e JOIN contests c ON c.id = e.contest_id WHERE e.id = ${entryId} FOR SHARE OF c`,
    own<SheetRow[]>`
      SELECT id, state, revision FROM sheets WHERE entry_id = ${entryId} AND judge_id = ${judgeId} FOR UPDATE`,
    // A statement of its own, after the locks: what it finds stays so.
    own<Found[]>`
      SELECT
        c.practice_of IS NOT NULL
          OR EXISTS (SELECT 1 FROM assignments a WHERE a.entry_id = e.id AND a.judge_id = ${judgeId}) AS assigned,
        EXISTS (SELECT 1 FROM recusals r WHERE r.entry_id = e.id AND r.judge_id = ${judgeId}) AS recused,
        EXISTS (
          SELECT 1 FROM departures d WHERE d.contest_id = coalesce(c.practice_of, c.id) AND d.judge_id = ${judgeId}
        ) AS departed,
        EXISTS (SELECT 1 FROM mark_edits m WHERE m.client_id = ${clientId}) AS sent,
        EXISTS (SELECT 1 FROM rulings r WHERE r.entry_id = e.id AND r.indicator = ${indicator}) AS ruled,
        EXISTS (SELECT 1 FROM rubric_changes r WHERE r.contest_id = e.contest_id) AS changed,
        EXISTS (
          SELECT 1 FROM rubric_looks l WHERE l.sheet_id = s.id AND l.indicator = ${indicator} AND l.state = 'open'
        ) AS asked,
        (SELECT p.because FROM proposals p WHERE p.audit_id = e.current_audit_id AND p.indicator = ${indicator}) AS because,
        (
          SELECT m.revision FROM mark_edits m
          WHERE m.client_id = ${after} AND m.sheet_id = s.id AND m.indicator = ${indicator} AND m.state = 'applied'
        ) AS after,
        m.revision, m.level, m.not_applicable AS "notApplicable", m.reason, m.note, m.tasks, m.accepted
      FROM entries e
      JOIN contests c ON c.id = e.contest_id
      LEFT JOIN sheets s ON s.entry_id = e.id AND s.judge_id = ${judgeId}
      LEFT JOIN marks m ON m.sheet_id = s.id AND m.indicator = ${indicator}
      WHERE e.id = ${entryId}`,
  ] as const);
  return { contest, sheet, found };
}

const heldMark = ({ level, notApplicable, reason, note, tasks, accepted }: Found): MarkEdit => ({
  level,
  notApplicable: notApplicable ?? false,
  reason,
  note,
  tasks,
  ...(accepted === null ? {} : { accepted }),
});

/** Checks the edit under the locks and writes it with COMMIT; null when it is not of every day. */
async function inTwoTrips(own: postgres.ReservedSql, judgeId: string, edit: SheetEdit): Promise<Applied | null> {
  const { contest, sheet, found } = await lockAndRead(own, judgeId, edit);
  if (!contest || !found || found.sent || found.ruled || isZeroed(found.because ?? [])) return null;
  const { assigned, recused, departed } = found;
  if (judgeMayWrite({ contest, sheet: sheet ?? null, assigned, recused, departed })) return null;
  if (edit.after && found.after === null) return null;
  const held = found.revision ?? 0;
  if ((found.after ?? edit.baseRevision) !== held) return null;
  // Never asked for here: whoever holds a connection and waits for a second one can wait for ever.
  const rubric = knownRubric(contest.rubricVersionId);
  if (!rubric) return null;
  if (found.asked || (found.changed && edit.rubric !== rubric.version)) return null;
  const assessed = assessEdit(rubric, contest.category, null, edit.indicator, edit.to);
  if (!assessed.ok) return null;

  const { clientId, indicator, device, baseRevision } = edit;
  const { level, notApplicable, reason, note, tasks } = assessed.edit;
  const accepted = assessed.edit.accepted ?? null;
  const revision = (sheet?.revision ?? 0) + 1;
  const at = new Date().toISOString();
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const from = found.revision === null ? noMark : heldMark(found);
  const sheetId = sheet?.id ?? randomUUID();
  // A sheet that another device begins at the same time breaks its unique key, and the edit goes the other way.
  const itsSheet = sheet
    ? own`UPDATE sheets SET revision = ${revision}, updated_at = ${at}::text::timestamptz WHERE id = ${sheetId}`
    : own`
        INSERT INTO sheets (id, contest_id, entry_id, judge_id, revision, updated_at)
        VALUES (${sheetId}, ${contest.id}, ${edit.entryId}, ${judgeId}, ${revision}, ${at}::text::timestamptz)`;
  await together([
    itsSheet,
    own`
      WITH edit AS (
        INSERT INTO mark_edits
          (sheet_id, client_id, indicator, device, base_revision, "from", "to", state, revision, rubric_version)
        VALUES (${sheetId}, ${clientId}, ${indicator}, ${device}, ${baseRevision}, ${json(from)}::text::jsonb,
          ${json(edit.to)}::text::jsonb, 'applied', ${revision}, ${edit.rubric ?? null})
      )
      INSERT INTO marks
        (sheet_id, indicator, level, points, not_applicable, reason, note, tasks, accepted, revision, updated_at)
      VALUES (${sheetId}, ${indicator}, ${level}, ${assessed.points}, ${notApplicable}, ${reason}, ${note},
        ${json(tasks)}::text::jsonb, ${accepted}, ${revision}, ${at}::text::timestamptz)
      ON CONFLICT (sheet_id, indicator) DO UPDATE SET
        level = excluded.level, points = excluded.points, not_applicable = excluded.not_applicable,
        reason = excluded.reason, note = excluded.note, tasks = excluded.tasks, accepted = excluded.accepted,
        revision = excluded.revision, updated_at = excluded.updated_at`,
    own`COMMIT`,
  ] as const);
  return { clientId, state: 'applied', revision, mark: { revision, edit: assessed.edit, at }, at };
}

/**
 * Saves an edit when it is one of every day; null, with nothing written and nothing locked, when it is not.
 * @throws what the database throws; then nothing was written, or, when the answer to COMMIT was lost, the whole edit
 */
export async function everydaySave(judgeId: string, edit: SheetEdit): Promise<Applied | null> {
  const own = await db().$client.reserve();
  const giveBack = async () => {
    await own`ROLLBACK`;
    own.release();
  };
  try {
    const applied = await inTwoTrips(own, judgeId, edit);
    if (applied) own.release();
    else await giveBack();
    return applied;
  } catch (error) {
    // One that is gone is with the pool already, to be opened again: given back, it would be handed out dead.
    if (isLost(error)) throw error;
    await giveBack();
    // The same edit came twice at once: the other way knows what to answer.
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return null;
    throw error;
  }
}
