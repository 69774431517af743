import type { AuditRequest } from './request.ts';
import type { Visit } from './visit.ts';

/** A visit that has seen nothing yet. */
export function emptyVisit(request: AuditRequest, now: Date): Visit {
  const { url, entryName, category, portalDomain, regencyWords, availability, register } = request;
  return {
    entryUrl: url,
    entryName,
    category,
    portalDomain,
    ...(regencyWords == null ? {} : { regencyWords }),
    visitedAt: now.toISOString(),
    failure: null,
    finalUrl: null,
    pages: [],
    tls: null,
    httpProbe: null,
    home: null,
    robots: null,
    sitemaps: [],
    feeds: [],
    notFoundProbe: null,
    linkChecks: [],
    outgoing: {},
    search: null,
    lighthouse: [],
    lighthouseRunsAsked: request.runs,
    availability,
    register,
    screenshots: [],
    screens: [],
  };
}
