import { expect, test } from 'vitest';
import { adviceText } from '../i18n/advice.ts';
import { hostingRecipesText } from '../i18n/hosting-recipes.ts';
import { recipesText } from '../i18n/recipes.ts';
import { defaultRubric } from '../rubric/default.ts';
import { adviceOf, hostingTasks, signalsWithWork, tasks } from './advice.ts';
import type { SignalResult } from './audit.schema.ts';
import { hostings, makers } from './platform.ts';
import { proposeIndicators } from './points.ts';
import { buildReport } from './report-view.ts';
import { signalIds } from './signals.ts';

const rubric = defaultRubric();
/** Where each signal's curve gives most. */
const full = new Map(
  rubric.criteria
    .flatMap(({ indicators }) => indicators)
    .flatMap((indicator) => (indicator.source === 'proposed' ? indicator.signals : []))
    .map(({ signal, curve }) => [signal, curve.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0]),
);
const bad: Record<string, number> = {
  'horizontal-overflow-360': 60,
  'mixed-content': 2,
  'broken-link-share': 0.1,
  'console-errors': 4,
  'lighthouse-performance': 0.4,
  'lighthouse-accessibility': 0.7,
  'lighthouse-seo': 0.8,
};
const site = (change: Record<string, Partial<SignalResult>> = {}): SignalResult[] =>
  signalIds.map((id) => ({
    id,
    outcome: 'measured',
    value: id === 'injected-spam' ? 0 : (bad[id] ?? 0),
    unit: '',
    evidence: [],
    ...change[id],
  }));
const mended = (id: string) => ({ [id]: { value: full.get(id) ?? 0 } });

function reportOf(results: SignalResult[]) {
  const proposals = proposeIndicators(results, rubric, 'Dinas').map(({ id, ...rest }) => ({ indicator: id, ...rest }));
  return buildReport({
    audit: {
      id: 'a',
      state: 'done',
      outcome: 'measured',
      failureCode: null,
      failureMessage: null,
      url: '',
      finalUrl: null,
      finishedAt: null,
      durationMs: null,
      tries: 1,
      stamps: null,
      lighthouse: null,
    },
    entry: { id: 'e', name: 'Dinas', category: 'Dinas' },
    year: 2026,
    signals: results.map(({ id, ...rest }) => ({ signal: id, ...rest })),
    proposals,
    pictures: [],
    rubric,
  });
}
/** Of the entry's total, the judged indicators left out. */
const total = (results: SignalResult[]) =>
  reportOf(results)
    .criteria.flatMap(({ indicators }) => indicators)
    .reduce((sum, { share, points }) => sum + share * (points ?? 0), 0);

test('the points foretold are the ones that mending that signal alone brings', () => {
  const before = site();
  const { signals, criteria } = reportOf(before);
  const advices = adviceOf(signals, criteria, null);
  expect(advices.length).toBeGreaterThan(20);
  for (const { signal, gain } of advices)
    expect(total(site(mended(signal.signal))) - total(before), signal.signal).toBeCloseTo(gain, 6);
});

test('most points for the effort come first, and what is not known to be wrong is not advised on', () => {
  const report = reportOf(
    site({ feed: { outcome: 'unmeasured', value: null }, sitemap: { outcome: 'notApplicable', value: null } }),
  );
  const advices = adviceOf(report.signals, report.criteria, null);
  const rate = advices.map(({ gain, effort }) => gain / effort);
  expect(rate).toEqual(rate.toSorted((a, b) => b - a));
  const named = advices.map(({ signal }) => signal.signal);
  expect(named).not.toContain('feed');
  expect(named).not.toContain('sitemap');
  expect(named).not.toContain('injected-spam');
  const order = (id: string) => named.indexOf(id);
  // A link in the footer is mended in minutes; the speed wins as much and takes days.
  expect(order('regency-links')).toBeLessThan(order('lighthouse-performance'));
});

test('spam that awaits a person’s word comes before all, with a letter to Diskominfo', () => {
  const report = reportOf(site({ 'injected-spam': { value: 1 } }));
  const [first] = adviceOf(report.signals, report.criteria, null);
  expect([first?.signal.signal, first?.mender]).toEqual(['injected-spam', 'diskominfo']);
});

test('every signal has its work and says why citizens care; every recipe that can be asked for is written', () => {
  expect([...signalsWithWork].sort()).toEqual([...signalIds].sort());
  for (const id of signalIds) expect(adviceText.id, id).toHaveProperty([`why_${id}`]);
  const recipes = tasks.flatMap((task) => makers.map((maker) => `${task}_${maker}`));
  expect(Object.keys(recipesText.id).sort()).toEqual(recipes.sort());
  const atHosting = hostingTasks.flatMap((task) => hostings.map((hosting) => `${task}_${hosting}`));
  expect(Object.keys(hostingRecipesText.id).sort()).toEqual(atHosting.sort());
});

test('the recipe is the one of the system that was seen', () => {
  const { signals, criteria } = reportOf(site());
  const of = (id: string, platform: Parameters<typeof adviceOf>[2]) =>
    adviceOf(signals, criteria, platform).find(({ signal }) => signal.signal === id);
  const platform = { maker: 'joomla', hosting: 'nginx' } as const;
  expect(of('regency-links', platform)?.recipe).toBe('footer_joomla');
  expect(of('https-redirect', platform)?.hostingRecipe).toBe('redirect_nginx');
  expect(of('https-redirect', null)).toMatchObject({ recipe: null, hostingRecipe: null });
});
