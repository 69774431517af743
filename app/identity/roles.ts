export const roles = ['organizer', 'chiefJudge', 'judge', 'webmaster'] as const;
export type Role = (typeof roles)[number];

/** Judges sign in by a link alone, once a device; everybody else sets a password by theirs. */
export function usesPassword(role: Role): boolean {
  return role !== 'judge';
}

/** Who may sign in by a printed card: those who judge. An organizer's or a webmaster's access never lies on a table. */
export const cardRoles = ['judge', 'chiefJudge'] as const satisfies readonly Role[];

export function mayUseCard(role: Role): boolean {
  return cardRoles.some((each) => each === role);
}

/** Who is looking at a page. */
export interface Viewer {
  userId: string;
  name: string;
  role: Role;
  /** Agencies a webmaster may see; empty for the others. */
  agencyIds: string[];
}
