import { settle } from '../speed/settle.ts';
import type { Agreement, Settled } from '../speed/speed.ts';
import type { LighthouseRun } from '../visit.ts';
import { INCOMPLETE, isIncomplete, lighthousePages } from './reading/lighthouse-pages.ts';
import { type Check, figure, mean, measured, unmeasured } from './reading/result.ts';

const ID = 'lighthouse-performance';
const ENOUGH_RUNS = 3;

/**
 * Mean over pages of the score that each page's runs settle on. The home page must have its runs (three, or fewer when
 * fewer were asked for); an inner page that lacks them is left out and named.
 */
export const check: Check = (visit) => {
  const needed = Math.min(ENOUGH_RUNS, visit.lighthouseRunsAsked ?? ENOUGH_RUNS);
  const pages = lighthousePages(visit).map((page) => ({ ...page, settled: settle(page.runs) }));
  const [home] = pages;
  if (!home) return unmeasured(ID, 'Lighthouse belum dijalankan pada situs ini.');
  if (home.settled.score === null || home.settled.valid < needed) {
    const error = home.runs.find((run) => run.error)?.error;
    const why = error ? ` Galat: ${error}.` : '';
    return unmeasured(
      ID,
      `Hanya ${home.settled.valid} dari ${needed} pengukuran Lighthouse yang berhasil.${why}`,
      home.url,
    );
  }
  if (isIncomplete(visit)) return unmeasured(ID, INCOMPLETE, home.url);
  const scored = pages.filter((page) => page.settled.score !== null && page.settled.valid >= needed);
  const evidence = scored.map((page) => ({ url: page.url, text: settledText(page.settled, page.runs) }));
  for (const page of pages.filter((p) => !scored.includes(p))) {
    evidence.push({
      url: page.url,
      text: `Tidak ikut dihitung: hanya ${page.settled.valid} dari ${needed} pengukuran berhasil.`,
    });
  }
  if (needed < ENOUGH_RUNS) {
    evidence.push({
      url: home.url,
      text: `Diminta hanya ${needed} pengukuran; nilai dapat berubah pada pemeriksaan lain.`,
    });
  }
  return measured(ID, mean(scored.map((page) => page.settled.score ?? 0)), evidence);
};

const VERDICTS: Record<Agreement, string> = {
  agree: 'pengukuran sepakat',
  vary: 'pengukuran bervariasi',
  disagree: 'pengukuran tidak sepakat',
};

/** Score, runs, spread, verdict, metrics, and Lighthouse's own score of each run, which webmasters compare. */
function settledText({ score, valid, spread, margin, verdict, metrics }: Settled, runs: LighthouseRun[]): string {
  const agreement =
    spread === null || margin === null || verdict === null
      ? ''
      : ` Rentang antarpengukuran ${tenths(spread)} poin; ${VERDICTS[verdict]} (bila diulang, nilai diperkirakan berbeda paling banyak ${tenths(margin)} poin).`;
  const own = runs.flatMap(({ scores }) => (scores.performance === null ? [] : [figure(scores.performance * 100)]));
  const plain = own.length > 0 ? ` Nilai Lighthouse tiap pengukuran: ${own.join('; ')}.` : '';
  return `Nilai ${tenths((score ?? 0) * 100)} dari ${valid} pengukuran.${agreement} Rata-rata: ${metricsText(metrics)}.${plain}`;
}

const tenths = (value: number) => figure(Math.round(value * 10) / 10);

function metricsText(metrics: Record<string, number | null>): string {
  const seconds = (id: string) => `${figure((metrics[id] ?? 0) / 1000)} detik`;
  return [
    `isi pertama tampil ${seconds('first-contentful-paint')}`,
    `isi terbesar tampil ${seconds('largest-contentful-paint')}`,
    `terhambat ${Math.round(metrics['total-blocking-time'] ?? 0)} milidetik`,
    `pergeseran tata letak ${figure(metrics['cumulative-layout-shift'] ?? 0)}`,
    `indeks kecepatan ${seconds('speed-index')}`,
  ].join(', ');
}
