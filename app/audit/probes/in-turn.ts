/** What the browser opens takes its turn with the plain requests of a visit. */
import { addressBehind } from '../egress.ts';
import { AuditFailure } from '../failure.ts';
import type { Manner } from '../guarded-fetch.ts';
import { LEFT_ALONE } from './politeness.ts';

/**
 * Opens something in the browser in turn with everything else that goes to its server. Once it has loaded, `leave` lets
 * the next one go.
 * @throws the failure `blocked` when the server asked to be left alone; what `open` throws
 */
export async function inTurn<T>(
  { policy, polite }: Manner,
  url: string,
  open: (leave: () => void) => Promise<T>,
): Promise<T> {
  const at = polite ? await addressBehind(url, policy) : null;
  if (!polite || at === null) return open(() => {});
  return polite.turn(at, (leave) => {
    if (polite.isTired(at)) throw new AuditFailure('blocked', LEFT_ALONE);
    return open(leave);
  });
}

/**
 * The same for a page: one that is answered with 429 or 503 is asked once more, when the server will have it.
 */
export async function pageInTurn<T extends { record: { status: number | null; headers: Record<string, string> } }>(
  manner: Manner,
  url: string,
  open: (leave: () => void) => Promise<T>,
): Promise<T> {
  const opened = await inTurn(manner, url, open);
  const { status, headers } = opened.record;
  if (status !== 429 && status !== 503) return opened;
  const at = await addressBehind(url, manner.policy);
  const worthIt = at !== null && manner.polite?.backOff(at, status, headers['retry-after']) === true;
  return worthIt ? inTurn(manner, url, open) : opened;
}
