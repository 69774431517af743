export const roles = ['organizer', 'chiefJudge', 'judge', 'webmaster'] as const;
export type Role = (typeof roles)[number];

/** Judges sign in by a link alone, once a device; everybody else sets a password by theirs. */
export function usesPassword(role: Role): boolean {
  return role !== 'judge';
}

/** Who is looking at a page. */
export interface Viewer {
  userId: string;
  name: string;
  role: Role;
  /** Agencies a webmaster may see; empty for the others. */
  agencyIds: string[];
}
