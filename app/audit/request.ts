import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { Visit } from './visit.ts';

/** What to audit and under which rules. Crosses a process boundary: plain data only. */
export interface AuditRequest {
  /** Address as registered, http or https. */
  url: string;
  entryName: string | null;
  category: string | null;
  portalDomain: string;
  /** This edition's own words and hosts, where they differ from the files; keys of regencyDocument. */
  regencyWords?: unknown;
  /** Lighthouse runs; 0 leaves Lighthouse out. */
  runs: number;
  /** Inner pages read at most; absent: twelve. */
  innerPages?: number;
  /** Pages that Lighthouse runs on, the home page first; absent: the home page alone. */
  lighthousePages?: number;
  /**
   * Inner pages read in the entry's former audit, in that order: they come first again as long as they still open, so
   * that passes compare the same pages.
   */
  preferInner?: string[];
  /** Address or mail of the organizer, shown in the user agent: `https://…` or `panitia@…`. */
  contact?: string;
  /** Exact `host:port` pairs that may be reached although they are not public. */
  allowPrivate: string[];
  register: Visit['register'];
  availability: Visit['availability'];
  /** Where the webmaster says that documents are which the crawler missed. */
  pointers?: { key: string; url: string }[];
  chromePath: string;
  /** Certificate authorities trusted for this audit only, PEM. */
  extraCa: string[];
  /** Base64 SHA-256 of public keys that Chrome trusts for this audit only. */
  trustedSpki: string[];
  /** The whole visit, ms. */
  deadlineMs: number;
  rubric: RubricDocument;
}
