/** What robots.txt asks (RFC 9309). Pure. */
import robotsParser from 'robots-parser';
import type { FetchRecord } from '../visit.ts';

/** The name robots.txt knows us by. */
export const ROBOT = 'LombaOPD';

/**
 * Whether an address is disallowed for us. Only a robots.txt that was answered with 200 forbids anything: one that
 * fails would otherwise keep a whole site from being checked for its own mistake.
 */
export function robotsRules(robots: FetchRecord | null): (address: string) => boolean {
  if (robots?.status !== 200 || !robots.body || /<html[\s>]/i.test(robots.body.slice(0, 1000))) return () => false;
  const rules = robotsParser(robots.finalUrl, robots.body);
  // Not `isDisallowed`: the parser says so of other hosts too, of which this file says nothing.
  return (address) => rules.isAllowed(address, ROBOT) === false;
}
