/** What the parts of one visit share. */
import type { Album } from './album.ts';
import type { Manner } from './guarded-fetch.ts';
import type { RegencyWords } from './regency.ts';
import type { AuditRequest } from './request.ts';

export interface Surroundings {
  request: AuditRequest;
  words: RegencyWords;
  manner: Manner & { userAgent: string };
  /** Which share of the visit's deadline has passed, 0 to 1. */
  spent: () => number;
  /** Whether robots.txt lets an address be read; one that it keeps from us is noted in the visit. */
  mayRead: (address: string) => boolean;
  /** Pages that wait to be pictured. */
  album: Album;
}

/** What a probe finds, or `otherwise` when it fails: one part of a visit does not take the others with it. */
export async function attempt<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch {
    return otherwise;
  }
}
