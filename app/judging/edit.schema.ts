import { z } from 'zod';

/** Longest text of a note or a reason. */
const text = z.string().max(4000).nullable();

export const markEdit = z.strictObject({
  level: z.number().nullable(),
  notApplicable: z.boolean(),
  reason: text,
  note: text,
  tasks: z
    .array(z.enum(['done', 'failed']).nullable())
    .max(20)
    .nullable(),
  /** Absent in what tablets kept before there was accepting. */
  accepted: z.number().min(0).max(100).nullish(),
});

/** One edit as a tablet sends it. */
export const sheetEdit = z.object({
  /** Made by the tablet; a repeated send carries the same. */
  clientId: z.uuid(),
  entryId: z.uuid(),
  indicator: z.string().min(1).max(64),
  /** Revision of the mark that the tablet showed when the judge tapped; 0 = no mark yet. */
  baseRevision: z.number().int().nonnegative(),
  /**
   * An earlier edit of the same tablet that this one was tapped on top of, its answer not yet known then:
   * its revision is the base. Without it a judge who taps twice while offline would be in conflict with themself.
   */
  after: z.uuid().nullish(),
  device: z.string().max(64).nullable().default(null),
  /** Number of the rubric version whose words were on the screen; tablets that don't say may have shown any. */
  rubric: z.number().int().positive().nullish(),
  to: markEdit,
});
export type SheetEdit = z.infer<typeof sheetEdit>;
export type SheetEditInput = z.input<typeof sheetEdit>;

/** Body of a save. `judge` is who tapped: a tablet handed on must not save one judge's marks as another's. */
export const saveRequest = z.object({
  judge: z.uuid().optional(),
  /**
   * None is an answer too: a tablet asks so whether the server is there. Each is read by itself: one that is no edit
   * is refused, and does not hold up those behind it.
   */
  edits: z.array(z.looseObject({ clientId: z.uuid() })).max(50),
});
