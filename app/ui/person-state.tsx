import { peopleText } from '#app/i18n/people.ts';
import { useText } from '#app/i18n/use-text.ts';
import { type Role, usesPassword } from '#app/identity/roles.ts';
import { Badge } from './notice.tsx';

/** Whether a person is signed in, could be, or has no way in. */
export function PersonState({ person }: { person: { role: Role; sessions: number; hasPassword: boolean } }) {
  const t = useText(peopleText);
  if (person.sessions > 0) return <Badge tone="success">{t('signedIn')}</Badge>;
  if (usesPassword(person.role) && !person.hasPassword) return <Badge tone="danger">{t('closed')}</Badge>;
  return <Badge>{t('away')}</Badge>;
}
