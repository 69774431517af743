/** What a visit leaves in the database. */
import { eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { artifacts, audits, contests } from '#db/schema.ts';
import { type LoadedAudit, subjectStamp } from './audit-request.server.ts';
import type { AuditRow } from './audits.server.ts';
import { finishAudit } from './finish.server.ts';
import { platformOf } from './platform.ts';
import { redact } from './private-notices.ts';
import type { AuditRequest } from './request.ts';
import type { VisitResult } from './run.ts';
import { speedPages } from './speed/measure-site.ts';
import { needsSpeed } from './speed-signals.ts';
import { addTurn } from './turns.server.ts';
import type { Visit } from './visit.ts';
import { packVisit } from './visit-artifact.ts';

interface Visited {
  tries: number;
  stamps: Record<string, string>;
  durationMs: number;
  asked: AuditRequest;
  /** Null: none was needed, speed signals alone are measured anew. */
  visited: Pick<VisitResult, 'visit' | 'finalUrl' | 'screenshots'> | null;
}

/**
 * Stores a visit in the caller's transaction, then sends the audit on to its first speed turn, or finishes it when there
 * is nothing to run Lighthouse on. A second call for the same audit changes nothing.
 */
export async function storeVisit(tx: Querier, { audit: { id }, contest }: LoadedAudit, done: Visited): Promise<void> {
  // The contest before the audit, as everybody else does: no two wait for each other.
  await tx.select({ id: contests.id }).from(contests).where(eq(contests.id, contest.id)).for('share');
  const [audit] = await tx.select().from(audits).where(eq(audits.id, id)).for('update');
  if (!audit || audit.state === 'done' || audit.visitedAt) return;
  const { visited, asked } = done;
  const pages = visited ? pagesOf(audit, visited.visit, asked) : await pagesBefore(tx, audit);
  const after = {
    visitedAt: new Date(),
    tries: done.tries,
    speedPages: pages,
    durationMs: done.durationMs,
    stamps: { ...done.stamps, rubric: String(asked.rubric.version), subject: subjectStamp(asked) },
    failureCode: null,
    failureMessage: null,
    ...(visited ? seenOf(visited) : {}),
  };
  await tx.update(audits).set(after).where(eq(audits.id, id));
  if (visited) await storeArtifacts(tx, id, visited);
  if (pages.length > 0) await addTurn(tx, audit, 1);
  else await finishAudit(tx, id);
}

function pagesOf(audit: AuditRow, visit: Visit, { runs, lighthousePages = 1 }: AuditRequest): string[] {
  const wanted = runs > 0 && (audit.kind !== 'partial' || audit.onlySignals?.some(needsSpeed));
  return wanted ? speedPages(visit, lighthousePages) : [];
}

async function pagesBefore(tx: Querier, { sources }: AuditRow): Promise<string[]> {
  const [base] = await tx
    .select({ pages: audits.speedPages })
    .from(audits)
    .where(eq(audits.id, sources?.[0] ?? ''));
  return base?.pages ?? [];
}

function seenOf({ visit, finalUrl }: NonNullable<Visited['visited']>) {
  const { identity = null, faces = null, robotsDisallowed = [], hints = null, privateNotices = [] } = visit;
  return {
    finalUrl,
    identity: { identity, faces, robotsDisallowed, platform: platformOf(visit) },
    hints,
    privateNotices,
  };
}

async function storeArtifacts(tx: Querier, auditId: string, { visit, screenshots }: NonNullable<Visited['visited']>) {
  const data = packVisit(redact(visit));
  await tx.insert(artifacts).values({ auditId, kind: 'visit', mime: 'application/json+gzip', data });
  for (const { kind, mime, width, height, data: picture } of screenshots) {
    await tx.insert(artifacts).values({ auditId, kind, mime, width, height, data: Buffer.from(picture) });
  }
  for (const [run, { mime, width, height, data: picture, ...about }] of (visit.screens ?? []).entries()) {
    const row = { auditId, kind: 'screen' as const, run, mime, width, height, about };
    await tx.insert(artifacts).values({ ...row, data: Buffer.from(picture) });
  }
  for (const [run, { mime, width, height, data: picture, ...cut }] of (visit.crops ?? []).entries()) {
    const row = { auditId, kind: 'crop' as const, run, mime, width, height, cut };
    await tx.insert(artifacts).values({ ...row, data: Buffer.from(picture) });
  }
}
