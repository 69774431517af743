import type { Evidence } from '../audit.schema.ts';
import { furtherViolations } from './reading/axe.ts';
import {
  INCOMPLETE,
  isIncomplete,
  type LighthousePage,
  lighthousePages,
  medianScore,
} from './reading/lighthouse-pages.ts';
import { type Check, figure, mean, measured, quote, unmeasured } from './reading/result.ts';

const ID = 'lighthouse-accessibility';

/** Mean over the pages measured; failed audits with their first elements as evidence, then what axe found elsewhere. */
export const check: Check = (visit) => {
  const pages = lighthousePages(visit).map((page) => ({ page, score: medianScore(page, 'accessibility') }));
  const scored = pages.filter((item) => item.score !== null);
  if (pages[0]?.score == null)
    return unmeasured(ID, 'Lighthouse tidak memberi nilai aksesibilitas untuk halaman depan.');
  if (isIncomplete(visit)) return unmeasured(ID, INCOMPLETE, visit.finalUrl ?? visit.entryUrl);
  const evidence = scored.flatMap(({ page, score }) => [
    { url: page.url, text: `Nilai aksesibilitas ${figure((score ?? 0) * 100)}.` },
    ...findingsOf(page),
  ]);
  const measuredPages = scored.map(({ page }) => page.url);
  const all = [...evidence, ...furtherViolations(visit, measuredPages)];
  return measured(ID, mean(scored.map((item) => item.score ?? 0)), all);
};

function findingsOf(page: LighthousePage): Evidence[] {
  const run = page.runs.find((candidate) => candidate.scores.accessibility !== null);
  return (run?.accessibilityFindings ?? []).slice(0, 12).map((finding) => {
    const [first] = finding.nodes;
    const snippet = first ? ` ${finding.nodes.length} elemen, antara lain ${quote(first.snippet)}` : '';
    return { url: page.url, where: first?.selector ?? finding.id, text: `${finding.title} (${finding.id}).${snippet}` };
  });
}
