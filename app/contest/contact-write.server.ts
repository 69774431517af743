import { and, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { contactChanges, contactRegister } from '#db/schema.ts';
import type { Channel } from './channels.ts';

export interface RegisterRow {
  agencyId: string;
  channel: Channel;
  /** Null takes the channel off. */
  value: string | null;
  /** Null: it does not count. */
  confirmedAt: Date | null;
  proposalId?: string | null;
  userId: string;
}

/** Writes one channel and its history, in the caller's transaction. What stays as it was leaves no trace. */
export async function putOnRegister(tx: Querier, row: RegisterRow): Promise<void> {
  const { agencyId, channel, value, confirmedAt, userId, proposalId = null } = row;
  const ofChannel = and(eq(contactRegister.agencyId, agencyId), eq(contactRegister.channel, channel));
  const [old] = await tx.select().from(contactRegister).where(ofChannel);
  if (value === null) await tx.delete(contactRegister).where(ofChannel);
  else
    await tx
      .insert(contactRegister)
      .values({ agencyId, channel, value, confirmedAt })
      .onConflictDoUpdate({
        target: [contactRegister.agencyId, contactRegister.channel],
        set: { value, confirmedAt },
      });
  const before = old?.value ?? null;
  const confirmed = value !== null && confirmedAt !== null;
  if (before === value && Boolean(old?.confirmedAt) === confirmed) return;
  await tx.insert(contactChanges).values({ agencyId, channel, before, after: value, confirmed, proposalId, userId });
}
