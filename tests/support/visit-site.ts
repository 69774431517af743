import { findChrome } from '#app/audit/chrome.ts';
import { composeReport } from '#app/audit/report.ts';
import type { AuditRequest } from '#app/audit/request.ts';
import { runVisit } from '#app/audit/run.ts';
import { defaultRubric } from '#app/rubric/default.ts';

/** Request for one visit to a sample site, without speed runs; `also` are further addresses it may open. */
function visitRequest(
  url: string,
  {
    also = [] as string[],
    deadlineMs = 120_000,
    chromePath = findChrome() ?? '',
    contact,
  }: { also?: string[]; deadlineMs?: number; chromePath?: string; contact?: string } = {},
): AuditRequest {
  return {
    url,
    entryName: 'Dinas Contoh',
    category: 'Dinas',
    portalDomain: 'contohkab.go.id',
    runs: 0,
    allowPrivate: [url, ...also].map((each) => new URL(each).host),
    register: [],
    availability: null,
    chromePath,
    extraCa: [],
    trustedSpki: [],
    deadlineMs,
    rubric: defaultRubric(),
    ...(contact === undefined ? {} : { contact }),
  };
}

/** One visit to a sample site, and what would be said of it. */
export async function visitSite(url: string, options: Parameters<typeof visitRequest>[1] = {}) {
  const request = visitRequest(url, options);
  const { visit, durationMs } = await runVisit(request);
  return { visit, report: composeReport(visit, request.rubric, durationMs) };
}
