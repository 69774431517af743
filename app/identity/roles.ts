export const roles = ['organizer', 'chiefJudge', 'judge', 'webmaster'] as const;
export type Role = (typeof roles)[number];

/** Who is looking at a page. */
export interface Viewer {
  userId: string;
  name: string;
  role: Role;
  /** Agencies a webmaster may see; empty for the others. */
  agencyIds: string[];
}
