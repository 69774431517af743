/** Light probes of home pages: does anything answer? Two failures in a row count, and only while our own network works. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureCode } from './audit.schema.ts';
import { addressBehind, type EgressPolicy } from './egress.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { inLanes } from './probe-lanes.ts';

export interface ProbeTarget {
  id: string;
  url: string;
}

export interface ProbeResult {
  id: string;
  answered: boolean;
  /** Of the last try; null when answered. */
  code: FailureCode | null;
  status: number | null;
  durationMs: number;
}

export interface ProbeOptions {
  policy: EgressPolicy;
  /** Addresses asked when a target does not answer; when none of them answers either, it is our outage. */
  controls: readonly string[];
  /** Between the two tries. */
  pauseMs: number;
  /** Each request, ms. Default 10,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** `outage`: our own network failed, nobody's probe counts; else one result for each target that could be judged. */
export type ProbeRound = { outage: string } | { outage: null; results: ProbeResult[] };

const LIMITS = { total: 8, perKey: 2 };
/** As much of the body as shows that there is one. */
const MAX_BYTES = 4096;

/** Codes that say nothing about the site: our own trouble, or an address that we do not open. */
const untold = new Set<FailureCode>(['our-outage', 'refused-address', 'deadline']);

/**
 * Probes every target once, and once more after a pause what did not answer. A refusal with 4xx (a wall against
 * machines, a missing page) is an answer; 5xx, a refused or lost connection, a timeout and an unknown name are not.
 */
export async function probeHomes(targets: readonly ProbeTarget[], options: ProbeOptions): Promise<ProbeRound> {
  const first = await probeAll(targets, options);
  const silent = first.filter((result) => !result.answered);
  if (silent.length === 0) return { outage: null, results: first };
  if (!(await anyAnswers(options))) return ourOutage(options);
  await sleep(options.pauseMs, undefined, options.signal ? { signal: options.signal } : {});
  const again = new Set(silent.map(({ id }) => id));
  const second = await probeAll(
    targets.filter(({ id }) => again.has(id)),
    options,
  );
  // Our network may have gone between the tries.
  if (second.some((result) => !result.answered) && !(await anyAnswers(options))) return ourOutage(options);
  const results = [...first.filter((result) => result.answered), ...second];
  return { outage: null, results: results.filter(({ code }) => code === null || !untold.has(code)) };
}

async function probeAll(targets: readonly ProbeTarget[], options: ProbeOptions): Promise<ProbeResult[]> {
  const places = new Map<string, string>();
  // Sites on one server are not asked all at once.
  for (const { id, url } of targets)
    places.set(id, (await addressBehind(url, options.policy)) ?? new URL(url).hostname);
  const results: ProbeResult[] = [];
  await inLanes(
    targets,
    ({ id }) => places.get(id) ?? id,
    LIMITS,
    async (target) => {
      options.signal?.throwIfAborted();
      results.push(await probe(target, options));
    },
  );
  return results;
}

async function probe({ id, url }: ProbeTarget, { policy, timeoutMs = 10_000 }: ProbeOptions): Promise<ProbeResult> {
  const began = performance.now();
  const { status, error } = await guardedFetch(url, { policy, timeoutMs, maxBytes: MAX_BYTES, keepBody: false });
  const durationMs = Math.round(performance.now() - began);
  // A site that sends a visitor without cookies in circles has answered, each time.
  const code = error?.code === 'redirect-loop' ? null : (error?.code ?? (Number(status) >= 500 ? 'http-status' : null));
  return { id, answered: code === null, code, status, durationMs };
}

async function anyAnswers({ controls, policy, timeoutMs = 10_000 }: ProbeOptions): Promise<boolean> {
  const answers = await Promise.all(
    controls.map(async (url) => (await guardedFetch(url, { policy, timeoutMs, maxBytes: 0, keepBody: false })).error),
  );
  return controls.length === 0 || answers.some((error) => error === null);
}

function ourOutage({ controls }: ProbeOptions): ProbeRound {
  const hosts = controls.map((url) => new URL(url).host).join(', ');
  return { outage: `Tidak satu pun situs pembanding menjawab: ${hosts}` };
}
