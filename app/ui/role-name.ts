import { shellText } from '#app/i18n/shell.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Role } from '#app/identity/roles.ts';

const keys = {
  organizer: 'roleOrganizer',
  chiefJudge: 'roleChiefJudge',
  judge: 'roleJudge',
  webmaster: 'roleWebmaster',
} as const satisfies Record<Role, keyof typeof shellText.id>;

/** Names of the roles in the page's locale. */
export function useRoleName(): (role: Role) => string {
  const t = useText(shellText);
  return (role) => t(keys[role]);
}
