import { createHash } from 'node:crypto';

/**
 * Codes J1, J2 … in the place of judges, in an order that nobody can follow back: by the SHA-256 of contest and user
 * id, both random and never published. The same people always get the same codes, so a tally repeated over the same
 * data has the same hash.
 */
export function judgeCodes(contestId: string, judgeIds: Iterable<string>): Map<string, string> {
  const digest = (id: string) => createHash('sha256').update(`${contestId}:${id}`).digest('hex');
  const shuffled = [...new Set(judgeIds)]
    .map((id) => ({ id, key: digest(id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return new Map(shuffled.map(({ id }, i) => [id, `J${i + 1}`]));
}
