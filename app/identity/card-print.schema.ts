import { z } from 'zod';

const nameInput = z.string().min(1).max(120);

/** What the organizer's form asks to print. */
export const printInput = z.object({
  userIds: z.array(z.uuid()).max(500),
  invitationIds: z.array(z.uuid()).max(500),
  names: z.array(nameInput).max(100),
  count: z.coerce.number().int().min(1).max(3),
});

/** The names of a text of one name a line; blank lines and spaces around are nothing. */
export function namesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

/** A name written twice, whatever its case; null when there is none. */
export function twice(names: readonly string[]): string | null {
  const folded = names.map((name) => name.toLocaleLowerCase('id'));
  return names.find((_, i) => folded.indexOf(folded[i] ?? '') < i) ?? null;
}
