import { describe, expect, test } from 'vitest';
import signalList from '#app/audit/signals.json' with { type: 'json' };
import { defaultRubric } from './default.ts';
import type { LocalizedText } from './rubric.schema.ts';

const rubric = defaultRubric();
const indicators = rubric.criteria.flatMap((criterion) => criterion.indicators);

function textsOfRubric(): [place: string, text: LocalizedText][] {
  const found: [string, LocalizedText][] = rubric.bands.map((band) => [`band ${band.from}`, band.name]);
  for (const criterion of rubric.criteria) found.push([criterion.id, criterion.name]);
  for (const indicator of indicators) {
    found.push([`${indicator.id} name`, indicator.name], [`${indicator.id} description`, indicator.description]);
    if (indicator.source !== 'judge') continue;
    for (const [level, text] of Object.entries(indicator.levels)) found.push([`${indicator.id} level ${level}`, text]);
    for (const [category, tasks] of Object.entries(indicator.tasks ?? {}))
      tasks.forEach((text, i) => {
        found.push([`${indicator.id} task ${category} ${i}`, text]);
      });
  }
  return found;
}

describe('default rubric', () => {
  test('says every text in both locales, and not the same words twice', () => {
    const alike = ['SEO'];
    for (const [place, text] of textsOfRubric()) {
      expect(text.en, place).toBeTruthy();
      if (!alike.includes(text.id)) expect(text.en, place).not.toBe(text.id);
    }
  });

  test('describes levels 1 to 5 of every judged indicator, each differently', () => {
    for (const indicator of indicators) {
      if (indicator.source !== 'judge') continue;
      expect(Object.keys(indicator.levels), indicator.id).toEqual(['1', '2', '3', '4', '5']);
      const words = Object.values(indicator.levels).flatMap((text) => [text.id, text.en]);
      expect(new Set(words).size, indicator.id).toBe(10);
    }
  });

  test('weights: criteria sum to 100, signals of an indicator to 1', () => {
    expect(rubric.criteria.reduce((sum, criterion) => sum + criterion.weight, 0)).toBe(100);
    for (const indicator of indicators) {
      if (indicator.source !== 'proposed') continue;
      expect(
        indicator.signals.reduce((sum, signal) => sum + signal.weight, 0),
        indicator.id,
      ).toBeCloseTo(1, 12);
    }
  });

  test('names only signals that the audit knows, and uses all of them', () => {
    const known = signalList.signals.map((signal) => signal.id).sort();
    const used = indicators.flatMap((indicator) =>
      indicator.source === 'proposed' ? [...indicator.signals.map((s) => s.signal), ...(indicator.zeroWhen ?? [])] : [],
    );
    expect([...new Set(used)].sort()).toEqual(known);
  });

  test('ids are unique, ties are broken by all criteria, bands fall to zero', () => {
    expect(new Set(indicators.map((i) => i.id)).size).toBe(indicators.length);
    expect([...rubric.tieBreak].sort()).toEqual(rubric.criteria.map((c) => c.id).sort());
    const from = rubric.bands.map((band) => band.from);
    expect(from).toEqual([...from].sort((a, b) => b - a));
    expect(from.at(-1)).toBe(0);
    expect(rubric.scale.points).toHaveLength(rubric.scale.levels);
  });

  test('is a fresh copy for each caller', () => {
    defaultRubric().criteria.pop();
    expect(defaultRubric().criteria).toHaveLength(4);
  });
});
