import { z } from 'zod';
import { roles } from './roles.ts';

export const passwordLength = { min: 12, max: 128 };

/** What can be wrong with an input; each is a key of the text catalogue `identityText`. */
export const faults = [
  'nameMissing',
  'emailWrong',
  'emailTaken',
  'passwordShort',
  'passwordLong',
  'passwordsDiffer',
  'passwordWrong',
  'roleMissing',
  'agencyMissing',
  'inputWrong',
] as const;
export type Fault = (typeof faults)[number];
export type Faults<Field extends string> = Partial<Record<Field, Fault>>;

/** E-mail address, in lower case as better-auth looks it up. */
export const emailInput = z
  .string('emailWrong')
  .trim()
  .toLowerCase()
  .max(254, 'emailWrong')
  .pipe(z.email('emailWrong'));

export const newPasswordInput = z
  .string('passwordShort')
  .min(passwordLength.min, 'passwordShort')
  .max(passwordLength.max, 'passwordLong');

const repeated = { path: ['repeat'], error: 'passwordsDiffer' };
const samePassword = (given: { password: string; repeat: string }) => given.password === given.repeat;

const nameInput = z.string('nameMissing').trim().min(1, 'nameMissing').max(120, 'nameMissing');

/** Form of an invitation for somebody who will sign in with a password. `name`: asked of the first organizer only. */
export const newAccountInput = z
  .object({
    name: nameInput.optional(),
    email: emailInput,
    password: newPasswordInput,
    repeat: z.string('passwordsDiffer'),
  })
  .refine(samePassword, repeated);

/** Form of a link that lets an existing person set a new password. */
export const resetPasswordInput = z
  .object({ password: newPasswordInput, repeat: z.string('passwordsDiffer') })
  .refine(samePassword, repeated);

export const changePasswordInput = z
  .object({
    current: z.string('passwordWrong').min(1, 'passwordWrong').max(passwordLength.max, 'passwordWrong'),
    password: newPasswordInput,
    repeat: z.string('passwordsDiffer'),
  })
  .refine(samePassword, repeated);

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value || undefined, schema.optional());

/** The organizer's invitation form. A webmaster needs an agency, nobody else has one. */
export const inviteInput = z
  .object({
    role: z.enum(roles, 'roleMissing'),
    name: nameInput,
    email: optional(emailInput),
    agencyId: optional(z.uuid('agencyMissing')),
  })
  .refine((given) => given.role !== 'webmaster' || given.agencyId, { path: ['agencyId'], error: 'agencyMissing' })
  .transform((given) => ({ ...given, agencyId: given.role === 'webmaster' ? given.agencyId : undefined }));

/** The first fault of each field of a refused input. */
export function faultsOf(error: z.ZodError): Faults<string> {
  const found: Faults<string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? 'form');
    found[field] ??= faults.find((fault) => fault === issue.message) ?? 'inputWrong';
  }
  return found;
}
