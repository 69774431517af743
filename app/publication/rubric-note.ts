/** Which version of the rubric results were made by, as a dataset's contest says it. Pure. */
import { z } from 'zod';

const changes = z.array(z.object({ version: z.number().int(), reason: z.string() }));
export type RubricChangeNote = z.infer<typeof changes>[number];

export interface RubricNote {
  /** Null in a dataset that does not say. */
  version: number | null;
  /** Versions put in force after judging had been open, oldest first. */
  changes: RubricChangeNote[];
}

export function rubricNote(contest: Readonly<Record<string, unknown>>): RubricNote {
  return {
    version: z.number().int().safeParse(contest.rubricVersion).data ?? null,
    changes: changes.safeParse(contest.rubricChanges).data ?? [],
  };
}
