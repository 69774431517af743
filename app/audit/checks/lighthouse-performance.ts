import type { LighthouseRun } from '../visit.ts';
import { INCOMPLETE, isIncomplete, lighthousePages } from './reading/lighthouse-pages.ts';
import { median, metricIds, performanceScore } from './reading/lighthouse-score.ts';
import { type Check, figure, mean, measured, unmeasured } from './reading/result.ts';

const ID = 'lighthouse-performance';
const ENOUGH_RUNS = 3;

/**
 * Mean over pages of the score of each page's median metrics. The home page must have its runs (three, or fewer when
 * fewer were asked for); an inner page that lacks them is left out and named.
 */
export const check: Check = (visit) => {
  const needed = Math.min(ENOUGH_RUNS, visit.lighthouseRunsAsked ?? ENOUGH_RUNS);
  const pages = lighthousePages(visit).map((page) => ({ ...page, ...scoreOf(page.runs) }));
  const [home] = pages;
  if (!home) return unmeasured(ID, 'Lighthouse belum dijalankan pada situs ini.');
  if (home.score === null || home.valid < needed) {
    const error = home.runs.find((run) => run.error)?.error;
    const why = error ? ` Galat: ${error}.` : '';
    return unmeasured(ID, `Hanya ${home.valid} dari ${needed} pengukuran Lighthouse yang berhasil.${why}`, home.url);
  }
  if (isIncomplete(visit)) return unmeasured(ID, INCOMPLETE, home.url);
  const scored = pages.filter((page) => page.score !== null && page.valid >= needed);
  const evidence = scored.map((page) => ({
    url: page.url,
    text: `Nilai ${figure((page.score ?? 0) * 100)} dari median ${page.valid} pengukuran: ${metricsText(page.medians)}.`,
  }));
  for (const page of pages.filter((p) => !scored.includes(p))) {
    evidence.push({
      url: page.url,
      text: `Tidak ikut dihitung: hanya ${page.valid} dari ${needed} pengukuran berhasil.`,
    });
  }
  if (needed < ENOUGH_RUNS) {
    evidence.push({
      url: home.url,
      text: `Diminta hanya ${needed} pengukuran; nilai dapat berubah pada pemeriksaan lain.`,
    });
  }
  return measured(ID, mean(scored.map((page) => page.score ?? 0)), evidence);
};

function scoreOf(runs: LighthouseRun[]) {
  const complete = runs.filter((run) => run.error === null && performanceScore(run.metrics) !== null);
  const medians = Object.fromEntries(metricIds.map((id) => [id, median(complete.map((run) => run.metrics[id] ?? 0))]));
  return { valid: complete.length, medians, score: performanceScore(medians) };
}

function metricsText(medians: Record<string, number | null>): string {
  const seconds = (id: string) => `${figure((medians[id] ?? 0) / 1000)} detik`;
  return [
    `isi pertama tampil ${seconds('first-contentful-paint')}`,
    `isi terbesar tampil ${seconds('largest-contentful-paint')}`,
    `terhambat ${Math.round(medians['total-blocking-time'] ?? 0)} milidetik`,
    `pergeseran tata letak ${figure(medians['cumulative-layout-shift'] ?? 0)}`,
    `indeks kecepatan ${seconds('speed-index')}`,
  ].join(', ');
}
