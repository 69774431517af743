/** The read-only API: who asks, how often, and what they may see. No cookie counts here. */
import { desc, isNull } from 'drizzle-orm';
import { contestOfYear, currentContest } from '#app/contest/contests.server.ts';
import { listEntries } from '#app/contest/entries.server.ts';
import { bearerOf } from '#app/identity/api-tokens.server.ts';
import { CLIENT_ADDRESS_HEADER } from '#app/identity/auth.server.ts';
import { clientGroup } from '#app/identity/client-address.ts';
import { takeAttempt } from '#app/identity/rate-limit.server.ts';
import { db } from '#db/client.server.ts';
import { contests } from '#db/schema.ts';
import { readDataset } from '../read.ts';
import { type Released, releasedOf, releasedYears } from '../released.server.ts';
import { results } from '../results.schema.ts';
import { tallyContest } from '../tally.server.ts';
import { versionOf, yearOf } from '../year.ts';
import type { ContestSummary, ResultList } from './api.schema.ts';

/** Requests in a window of 15 minutes. */
const MOST_REQUESTS = 600;

export function answer(value: unknown): Response {
  return Response.json(value, {
    headers: { 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*', 'X-Robots-Tag': 'noindex' },
  });
}

/** RFC 9457. */
function problem(status: number, title: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status }), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
      ...headers,
    },
  });
}
const notThere = () => problem(404, 'Not found');

/** Whoever asks: `organizer` when the request carries a valid token. */
export interface Caller {
  organizer: boolean;
}

/**
 * Who asks. @throws 401 for a token that is unknown or revoked (never taken for no token), 429 after too many requests
 * of one token or, without a valid one, of one address.
 */
export async function enterApi(request: Request): Promise<Caller> {
  const header = request.headers.get('Authorization');
  const token = header === null ? null : /^Bearer +(\S+)$/i.exec(header)?.[1];
  const bearer = token ? await bearerOf(token) : null;
  const address = clientGroup(request.headers.get(CLIENT_ADDRESS_HEADER) ?? '');
  const { allowed, minutes } = await takeAttempt(db(), ['api', bearer?.tokenId ?? address], MOST_REQUESTS);
  if (!allowed) throw problem(429, 'Too many requests', { 'Retry-After': String(minutes * 60) });
  if (header !== null && !bearer) throw problem(401, 'Unknown or revoked token', { 'WWW-Authenticate': 'Bearer' });
  return { organizer: bearer !== null };
}

/** Contests the caller may know of, newest first. */
export async function visibleContests({ organizer }: Caller): Promise<ContestSummary[]> {
  const released = new Map<number, Released>();
  for (const { year } of await releasedYears()) {
    const found = await releasedOf(year);
    if (found) released.set(year, found);
  }
  const rows = await db()
    .select({ year: contests.year, name: contests.name, phase: contests.phase })
    .from(contests)
    .where(isNull(contests.practiceOf))
    .orderBy(desc(contests.year));
  return rows
    .filter(({ year }) => organizer || released.has(year))
    .map((row) => ({ ...row, ...publicSideOf(released.get(row.year)) }));
}

function publicSideOf(released: Released | undefined): Pick<ContestSummary, 'releasedAt' | 'versions' | 'correcting'> {
  if (!released) return { releasedAt: null, versions: [], correcting: null };
  const { correcting } = released;
  return {
    releasedAt: released.releasedAt.toISOString(),
    versions: released.versions.map(({ number, hash, releasedAt, reason }) => ({
      ...{ version: number, inputHash: hash, releasedAt: releasedAt.toISOString(), reason },
    })),
    correcting: correcting && { since: correcting.since.toISOString(), reason: correcting.reason },
  };
}

/** @throws 404 when there is none that the caller may know of */
export async function visibleContest(caller: Caller, param: string | undefined): Promise<ContestSummary> {
  const year = yearOf(param);
  const found = (await visibleContests(caller)).find((each) => each.year === year);
  if (!found) throw notThere();
  return found;
}

export interface VisibleResults {
  year: number;
  status: ResultList['status'];
  version: number | null;
  supersededBy: number | null;
  /** Dataset with results and hash in it. */
  document: unknown;
}

/**
 * The released results of a year for everybody; for an organizer, of the contest at hand also those of this moment, as on
 * the leaderboard. `typed`, a version's number, asks for a released one that may have been replaced. @throws 404 for anything else
 */
export async function visibleResults(
  caller: Caller,
  param: string | undefined,
  typed: string | null = null,
): Promise<VisibleResults> {
  const year = yearOf(param);
  const version = versionOf(typed);
  if (year === null || (typed !== null && version === null)) throw notThere();
  const released: Released | null = await releasedOf(year, version);
  if (released) {
    const { snapshot, supersededBy } = released;
    return {
      year,
      status: 'released',
      version: snapshot.version,
      supersededBy: supersededBy?.number ?? null,
      document: snapshot.dataset,
    };
  }
  if (typed !== null) throw notThere();
  const contest = caller.organizer ? await currentContest() : null;
  if (contest?.year !== year) throw notThere();
  const tally = await tallyContest(contest.id);
  const document = { ...tally.dataset, results: tally.results, hash: tally.results.inputHash };
  return { year, status: 'provisional', version: null, supersededBy: null, document };
}

/** Totals and ranks with the entries' names. */
export function resultsOf({ year, status, version, supersededBy, document }: VisibleResults): ResultList {
  const data = readDataset(document);
  const { entries, inputHash, methodVersion } = results.parse(data.results);
  const named = new Map(data.entries.map((entry) => [entry.id, entry]));
  return {
    year,
    status,
    version,
    supersedes: data.version
      ? {
          version: data.version.supersedes.number,
          inputHash: data.version.supersedes.hash,
          reason: data.version.reason,
        }
      : null,
    supersededBy,
    inputHash,
    methodVersion,
    entries: entries.map((entry) => {
      const url = named.get(entry.id)?.url;
      return { ...entry, name: named.get(entry.id)?.name ?? entry.id, url: typeof url === 'string' ? url : null };
    }),
  };
}

/** Entries as an organizer's list has them; without a token as they were frozen with the released results. */
export async function visibleEntries(caller: Caller, param: string | undefined) {
  const { year } = await visibleContest(caller, param);
  if (!caller.organizer) {
    const { document } = await visibleResults(caller, param);
    const entries = readDataset(document).entries.map(({ id, name, category, url, standing }) => ({
      code: id,
      name: name ?? id,
      category,
      url: typeof url === 'string' ? url : null,
      outsideRanking: standing === 'outside',
    }));
    return { year, entries };
  }
  const contest = await contestOfYear(db(), year);
  const rows = contest ? await listEntries(contest.id) : [];
  return {
    year,
    entries: rows.map(({ code, name, category, url, outsideRanking }) => ({
      ...{ code, name, category, url, outsideRanking },
    })),
  };
}
