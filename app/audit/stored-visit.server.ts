/** How a stored visit is read back when the speed runs are done. */
import { and, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { artifacts, audits } from '#db/schema.ts';
import type { AuditRow } from './audits.server.ts';
import type { Visit } from './visit.ts';
import { unpackVisit } from './visit-artifact.ts';

/**
 * The stored visit behind an audit; of a partial one without its own, that of the audit it stands on. Null when none was
 * stored.
 * @throws Error when an older make stored it in a form that cannot be read any more
 */
export async function readVisit(tx: Querier, audit: Pick<AuditRow, 'id' | 'sources'>): Promise<Visit | null> {
  const [stored] = await tx
    .select({ data: artifacts.data })
    .from(artifacts)
    .where(and(eq(artifacts.auditId, audit.id), eq(artifacts.kind, 'visit')));
  if (stored) return unpackVisit(stored.data);
  const [base] = await tx
    .select()
    .from(audits)
    .where(eq(audits.id, audit.sources?.[0] ?? audit.id));
  return base && base.id !== audit.id ? readVisit(tx, base) : null;
}
