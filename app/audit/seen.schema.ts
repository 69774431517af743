/** What a visit saw beside the signals, as it is stored with the audit (audits.identity, hints, private_notices). */
import { z } from 'zod';
import { type PlatformSeen, platformSeen } from './platform.ts';

const markerKinds = ['challenge', 'parking', 'suspended', 'default-page', 'maintenance', 'unrelated'] as const;

const identitySeen = z.object({
  finalHost: z.string(),
  status: z.number().nullable(),
  title: z.string(),
  /** Of the home page as sent. */
  bytes: z.number(),
  markers: z.array(z.object({ kind: z.enum(markerKinds), text: z.string() })),
  /** Registered domain the address leads to when it is another than registered. */
  otherDomain: z.string().nullable(),
});
export type IdentitySeen = z.infer<typeof identitySeen>;

const facesSeen = z.object({
  differs: z.boolean(),
  /** Shares 0-1. */
  sameText: z.number(),
  sameLinks: z.number(),
  auditBytes: z.number(),
  ordinaryBytes: z.number(),
  reasons: z.array(z.string()),
});
export type FacesSeen = z.infer<typeof facesSeen>;

const hintsSeen = z.object({
  newestDate: z.object({ date: z.string(), url: z.string(), text: z.string() }).nullable(),
  documents: z.array(z.object({ key: z.string(), url: z.string(), text: z.string(), from: z.string() })),
  nameSpellings: z.array(z.object({ text: z.string(), url: z.string() })),
  printView: z.boolean().nullable(),
  formFields: z.object({ seen: z.number(), unlabelled: z.number() }).nullable(),
  pointed: z
    .array(
      z.object({
        key: z.string(),
        url: z.string(),
        verdict: z.enum(['ok', 'not-it', 'not-there']),
        title: z.string().nullable(),
      }),
    )
    .optional()
    .catch([]),
});
export type HintsSeen = z.infer<typeof hintsSeen>;

const noticesSeen = z.array(
  z.object({ kind: z.literal('nik'), url: z.string(), count: z.number(), where: z.string() }),
);
export type NoticesSeen = z.infer<typeof noticesSeen>;

/** Identity, comparison of faces and what robots.txt kept back share a column; the identity may stand in a key of its own. */
const identityColumn = z.preprocess(
  (column) => {
    if (typeof column !== 'object' || column === null || !('identity' in column)) return column;
    return { ...column, ...(column.identity as object | null) };
  },
  identitySeen.extend({
    faces: facesSeen.nullish(),
    robotsDisallowed: z.array(z.string()).optional(),
    platform: platformSeen.nullish().catch(null),
  }),
);

export interface SiteSeen {
  identity: IdentitySeen;
  faces: FacesSeen | null;
  /** Addresses that robots.txt asked not to be read. */
  skipped: string[];
  /** Null in audits of older makes. */
  platform: PlatformSeen | null;
}

/** A column of an older or damaged make reads as nothing seen. */
export function readIdentity(column: unknown): SiteSeen | null {
  const read = identityColumn.safeParse(column);
  if (!read.success) return null;
  const { faces, robotsDisallowed, platform, ...identity } = read.data;
  return { identity, faces: faces ?? null, skipped: robotsDisallowed ?? [], platform: platform ?? null };
}

export function readHints(column: unknown): HintsSeen | null {
  const read = hintsSeen.safeParse(column);
  return read.success ? read.data : null;
}

export function readNotices(column: unknown): NoticesSeen {
  const read = noticesSeen.safeParse(column);
  return read.success ? read.data : [];
}
