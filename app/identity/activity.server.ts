import type { Querier } from '#db/client.server.ts';
import { activity } from '#db/schema.ts';

type Action =
  | 'invitation.create'
  | 'invitation.revoke'
  | 'invitation.use'
  | 'invitation.mail'
  | 'letter.again'
  | 'letter.renewal'
  | 'card.create'
  | 'card.revoke'
  | 'card.use'
  | 'device.cutOff'
  | 'sessions.end'
  | 'access.withdraw'
  | 'webmaster.begin'
  | 'webmaster.end'
  | 'registration.open'
  | 'registration.close'
  | 'registration.confirm'
  | 'registration.refuse';

/** Writes down who opened or closed the door for whom. `subject` is the id of the invitation, card, device, person, agency or contest. */
export async function recordAccess(
  tx: Querier,
  entry: { action: Action; userId: string | null; subject: string; detail?: Record<string, unknown> },
): Promise<void> {
  await tx.insert(activity).values(entry);
}
