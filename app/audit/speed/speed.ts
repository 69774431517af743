/** Speed runs: Lighthouse on one page at a time, apart from the checks. Plain data that crosses process boundaries. */
import type { LighthouseRun } from '../visit.ts';

export type FormFactor = 'mobile' | 'desktop';

export interface SpeedTask {
  url: string;
  formFactor: FormFactor;
  /** `all` once a page, `performance` in the runs after it: the other categories do not change between runs. */
  categories: 'all' | 'performance';
  /** Exact `host:port` pairs that may be reached although they are not public. */
  allowPrivate: string[];
  /** Nothing but `allowPrivate` may be reached, the public web neither. */
  onlyNamed?: boolean;
  trustedSpki: string[];
  /** The visit found the certificate bad and noted it: go on past it. */
  ignoreCertificates: boolean;
  /** This run, ms. */
  deadlineMs: number;
}

export interface StoredReport {
  /** The run's whole result (LHR JSON) with pictures taken out, gzipped. */
  lhrGz: Uint8Array;
  /** The pictures taken out, `name -> data URI`, gzipped JSON; null when there were none. */
  imagesGz: Uint8Array | null;
}

export interface SpeedOutcome {
  run: LighthouseRun;
  report: StoredReport | null;
  startedAt: string;
  durationMs: number;
  /** Versions of what measured: node, chrome, lighthouse, config. */
  versions: Record<string, string>;
}

/** Warm processes, one Chrome and profile a lane, recycled. At most `lanes` runs at the same time. */
export interface SpeedPool {
  /**
   * One run. Never rejects for what a page does: such a run has `error`. A lane that dies gives `error` and is
   * replaced.
   * @throws the reason of `signal` when aborted
   */
  run(task: SpeedTask, signal?: AbortSignal): Promise<SpeedOutcome>;
  /** Ends all lanes; no process and no profile folder is left. */
  close(): Promise<void>;
}

export interface SpeedPoolOptions {
  chromePath: string;
  /** Runs at the same time. */
  lanes: number;
  /** Of these, pages loading at the same time; absent: one for every four lanes. */
  loads?: number;
}

/** How well the runs of one page agree. */
export type Agreement = 'agree' | 'vary' | 'disagree';

/** What the runs of one page come to. */
export interface Settled {
  /** Runs that gave every metric. */
  valid: number;
  /** Performance 0-1 from the settled metrics; null without a valid run. */
  score: number | null;
  /** Settled value of each metric by audit id, ms or unitless. */
  metrics: Record<string, number | null>;
  /** Distance between the runs, in points of 100; null under two valid runs. */
  spread: number | null;
  /** Points of 100 by which another pass may differ, nineteen times of twenty; null under two valid runs. */
  margin: number | null;
  verdict: Agreement | null;
  /** No further run is needed. */
  enough: boolean;
}
