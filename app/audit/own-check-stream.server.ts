import { listen } from '#db/notify.server.ts';
import { eventStream } from '../event-stream.server.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { ownChecks } from './own-check.server.ts';

/**
 * Server-sent events of an entry's own checks: `check` (the newest one) first and after each of its steps. Says nothing
 * of the contest's audits: that one is on its way would tell when a pass runs.
 */
export function ownCheckStream(
  entryId: string,
  options: { signal: AbortSignal; mayStay: () => Promise<boolean>; beatMs?: number },
): Response {
  return eventStream({ ...options, name: 'own check' }, ({ send, then }) => {
    let said = '';
    const look = async () => {
      const [newest] = await ownChecks(entryId);
      const now = JSON.stringify(newest ?? null);
      if (now !== said) send('check', newest ?? null);
      said = now;
    };
    return listen(AUDIT_CHANNEL, () => then(look));
  });
}
