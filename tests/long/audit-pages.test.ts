import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChrome } from '#app/audit/chrome.ts';
import { runAudit } from '#app/audit/run.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { type Regency, startRegency } from '#tests/fixtures/regency.ts';

let regency: Regency;
beforeAll(async () => {
  regency = await startRegency();
});
afterAll(() => regency.stop());

test('Lighthouse measures inner pages too, and the summary stays that of the home page', async () => {
  const entry = regency.entries.find(({ code }) => code === 'dinkes');
  const chromePath = findChrome();
  if (!entry || !chromePath) throw new Error('no entry or no Chrome');
  const { report, visit, lighthouseReports } = await runAudit({
    url: entry.url,
    entryName: entry.name,
    category: entry.category,
    portalDomain: regency.portalDomain,
    runs: 1,
    lighthousePages: 2,
    allowPrivate: regency.allowPrivate,
    register: entry.register,
    availability: null,
    chromePath,
    extraCa: [regency.authority.certificatePem],
    trustedSpki: [regency.authority.spkiSha256Base64],
    deadlineMs: 100_000,
    rubric: defaultRubric(),
  });
  const measured = visit.lighthouse.map((run) => run.url);
  expect(new Set(measured).size).toBe(2);
  expect(measured[0]).toBe(visit.finalUrl);
  expect(report.lighthouse.performance.runs).toHaveLength(1);
  const performance = report.signals.find(({ id }) => id === 'lighthouse-performance');
  expect(performance?.evidence.map(({ url }) => url)).toEqual(expect.arrayContaining(measured));
  const stored = lighthouseReports.map(({ run, lhrGz }) => [
    run,
    JSON.parse(gunzipSync(lhrGz).toString()).finalDisplayedUrl,
  ]);
  expect(stored).toEqual(measured.map((url, run) => [run, url]));
});
