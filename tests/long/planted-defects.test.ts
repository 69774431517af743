/** The whole engine over the whole sample regency: every planted defect is found, nothing healthy is accused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviceOf } from '#app/audit/advice.ts';
import type { EntryReport } from '#app/audit/audit.schema.ts';
import { findChrome } from '#app/audit/chrome.ts';
import { buildReport } from '#app/audit/report-view.ts';
import { runAudit } from '#app/audit/run.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { allSignals, isFull, planted } from '#tests/fixtures/planted.ts';
import { type Regency, startRegency } from '#tests/fixtures/regency.ts';

const reports = new Map<string, EntryReport>();
let regency: Regency;

function reportOf(code: string): EntryReport {
  const report = reports.get(code);
  if (report === undefined) throw new Error(`no report for ${code}`);
  return report;
}

beforeAll(async () => {
  const chromePath = findChrome();
  if (chromePath === null) throw new Error('no Chrome found: set CHROME_PATH');
  regency = await startRegency();
  const queue = [...regency.entries];
  const pool = startSpeedPool({ chromePath, lanes: 2 });
  const lane = async () => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      const request = {
        url: entry.url,
        entryName: entry.name,
        category: entry.category,
        portalDomain: regency.portalDomain,
        runs: 1,
        allowPrivate: regency.allowPrivate,
        register: entry.register,
        availability: null,
        chromePath,
        extraCa: [regency.authority.certificatePem],
        trustedSpki: [regency.authority.spkiSha256Base64],
        deadlineMs: 180_000,
        rubric: defaultRubric(),
      };
      const { report } = await runAudit(request, { pool });
      reports.set(entry.code, report);
    }
  };
  try {
    await Promise.all([lane(), lane(), lane()]);
  } finally {
    await pool.close();
  }
}, 480_000);

afterAll(() => regency.stop());

describe.each(planted)('$code', ({ code, failure, defects }) => {
  it(failure ? `is classified as ${failure}` : 'is measured', () => {
    const report = reportOf(code);
    expect(report.failure?.code ?? null).toBe(failure ?? null);
    expect(report.status).toBe(failure ? 'failed' : 'measured');
    expect(report.signals.map(({ id }) => id).sort()).toEqual([...allSignals].sort());
  });

  it.each(defects)('shows the planted $signal', ({ signal, outcome, expect: isPlanted, evidenceMatches }) => {
    const result = reportOf(code).signals.find(({ id }) => id === signal);
    expect(result).toMatchObject({ outcome });
    expect(isPlanted(result?.value ?? null), `value ${result?.value}`).toBe(true);
    const evidence = result?.evidence ?? [];
    if (outcome === 'failed' || evidenceMatches) expect(evidence.length).toBeGreaterThan(0);
    const shown = evidence.map(({ url, where, text }) => [url, where, text].join(' ')).join('\n');
    if (evidenceMatches) expect(shown).toMatch(evidenceMatches);
  });
});

describe.each(planted.filter(({ healthy }) => healthy.length > 0))('$code', ({ code, healthy }) => {
  it('accuses nothing that is healthy', () => {
    const wrong = reportOf(code).signals.filter(
      ({ id, outcome, value }) => healthy.includes(id) && (outcome !== 'measured' || !isFull(id, value)),
    );
    expect(wrong).toEqual([]);
  });
});

/** Defects that cost points or may cost them: what a webmaster has to be told. */
const costly = ({ defects }: (typeof planted)[number]) =>
  defects.filter(({ outcome }) => outcome === 'failed' || outcome === 'measured').map(({ signal }) => signal);

describe.each(planted.filter(({ failure }) => failure === undefined))('$code', (site) => {
  it('is first told to mend what is planted in it', () => {
    const wrong = costly(site);
    const top = advicesFor(site.code)
      .slice(0, Math.min(5, wrong.length))
      .map(({ signal }) => signal.signal);
    expect(top).toHaveLength(Math.min(5, wrong.length));
    expect(top.filter((signal) => !wrong.includes(signal))).toEqual([]);
  });
});

it('is told nothing to mend where nothing could be measured', () => {
  expect(advicesFor('kec-girimulyo')).toEqual([]);
});

function advicesFor(code: string) {
  const report = reportOf(code);
  const entry = regency.entries.find((each) => each.code === code);
  const view = buildReport({
    audit: {
      id: code,
      state: 'done',
      outcome: report.failure ? 'unmeasured' : 'measured',
      failureCode: null,
      failureMessage: null,
      url: report.url,
      finalUrl: null,
      finishedAt: null,
      durationMs: null,
      tries: 1,
      stamps: null,
      lighthouse: report.lighthouse,
    },
    entry: { id: code, name: entry?.name ?? '', category: entry?.category ?? '' },
    year: 2026,
    signals: report.signals.map(({ id, ...rest }) => ({ signal: id, ...rest })),
    proposals: report.indicators.map(({ id, ...rest }) => ({ indicator: id, ...rest })),
    pictures: [],
    rubric: defaultRubric(),
  });
  return adviceOf(view.signals, view.criteria, null);
}
