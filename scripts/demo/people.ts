import { randomBytes, randomUUID } from 'node:crypto';
import { auth } from '#app/identity/auth.server.ts';
import type { Role } from '#app/identity/roles.ts';
import type { Querier } from '#db/client.server.ts';
import { account, user, webmasters } from '#db/schema.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Random, printed once; null for a judge, who comes in by link. */
  password: string | null;
}

/** Makes a person of the demo. Organizers and webmasters get a random password. */
export async function makePerson(tx: Querier, role: Role, name: string, agencyId?: string): Promise<Person> {
  const id = randomUUID();
  const byLink = role === 'judge';
  const email = byLink ? `${id}@juri.invalid` : `${role.toLowerCase()}@harjomulyo.example`;
  const password = byLink ? null : randomBytes(9).toString('base64url');
  await tx.insert(user).values({ id, name, email, role });
  const hash = await (await auth().$context).password.hash(password ?? randomBytes(32).toString('hex'));
  await tx.insert(account).values({ userId: id, accountId: id, providerId: 'credential', password: hash });
  if (agencyId) await tx.insert(webmasters).values({ userId: id, agencyId });
  return { id, name, email, role, password };
}
