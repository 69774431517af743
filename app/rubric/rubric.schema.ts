import { z } from 'zod';

/** A text in both locales. `id` is required; `en` may be missing in a rubric written by an organizer. */
export const localizedText = z.object({ id: z.string().min(1), en: z.string().min(1).optional() });
export type LocalizedText = z.infer<typeof localizedText>;

/** Breakpoints `[value, points]` of a piecewise linear curve; values rise strictly. */
export const curve = z
  .array(z.tuple([z.number(), z.number().min(0).max(100)]))
  .min(2)
  .refine((points) => points.every((point, i) => i === 0 || point[0] > (points[i - 1]?.[0] ?? Number.NaN)), {
    message: 'curve values must rise',
  });
export type Curve = z.infer<typeof curve>;

export const rubricSignal = z.object({
  signal: z.string(),
  weight: z.number().positive(),
  curve,
  appliesTo: z.array(z.string()).optional(),
});
export type RubricSignal = z.infer<typeof rubricSignal>;

const indicatorBase = {
  /** Never with @ in front: such marks are no indicator's (the note of a whole sheet). */
  id: z.string().regex(/^[^@]/),
  weight: z.number().positive(),
  name: localizedText,
  description: localizedText,
  /** Categories the indicator is for; absent means all. Elsewhere it is not applicable. */
  appliesTo: z.array(z.string()).optional(),
};

export const judgedIndicator = z.object({
  ...indicatorBase,
  source: z.literal('judge'),
  /** What a site of that level looks like, level "1".."5". */
  levels: z.record(z.string(), localizedText),
  /** Citizen tasks per category; `*` for categories without tasks of their own. */
  tasks: z.record(z.string(), z.array(localizedText)).optional(),
});

export const proposedIndicator = z.object({
  ...indicatorBase,
  source: z.literal('proposed'),
  signals: z.array(rubricSignal).min(1),
  /** Signals whose confirmed finding takes the whole indicator to zero. */
  zeroWhen: z.array(z.string()).optional(),
});

export const indicator = z.discriminatedUnion('source', [judgedIndicator, proposedIndicator]);
export type Indicator = z.infer<typeof indicator>;
export type JudgedIndicator = z.infer<typeof judgedIndicator>;
export type ProposedIndicator = z.infer<typeof proposedIndicator>;

export const criterion = z.object({
  id: z.string().min(1),
  weight: z.number().positive(),
  name: localizedText,
  indicators: z.array(indicator).min(1),
});
export type Criterion = z.infer<typeof criterion>;

export const rubricDocument = z.object({
  version: z.number().int().positive(),
  scale: z.object({
    levels: z.number().int().positive(),
    /** Points of level 1..levels, index 0 is level 1. Half steps lie midway. */
    points: z.array(z.number()),
    halfSteps: z.boolean(),
  }),
  bands: z.array(z.object({ from: z.number(), name: localizedText })).min(1),
  /** Criterion ids in the order that breaks ties. */
  tieBreak: z.array(z.string()),
  criteria: z.array(criterion).min(1),
});
export type RubricDocument = z.infer<typeof rubricDocument>;
