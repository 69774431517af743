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
  /** Pages that Lighthouse runs on, the home page first; absent: the home page alone. */
  lighthousePages?: number;
  /** Exact `host:port` pairs that may be reached although they are not public. */
  allowPrivate: string[];
  register: Visit['register'];
  availability: Visit['availability'];
  chromePath: string;
  /** Certificate authorities trusted for this audit only, PEM. */
  extraCa: string[];
  /** Base64 SHA-256 of public keys that Chrome trusts for this audit only. */
  trustedSpki: string[];
  /** The whole visit, ms. */
  deadlineMs: number;
  rubric: RubricDocument;
}
