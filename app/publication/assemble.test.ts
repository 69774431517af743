import { describe, expect, test } from 'vitest';
import { defaultRubric } from '#app/rubric/default.ts';
import { assembleEntry, type EntryRows, type JudgeRows } from './assemble.ts';
import { computeResults } from './compute.ts';
import { judgeCodes } from './judge-codes.ts';
import { toDataset } from './to-dataset.ts';

const rubric = defaultRubric();
const indicators = rubric.criteria.flatMap((criterion) => criterion.indicators);
const judged = indicators.filter((i) => i.source === 'judge').map((i) => i.id);
const proposed = indicators.filter((i) => i.source === 'proposed').map((i) => i.id);

function judge(
  id: string,
  changes: Partial<JudgeRows> & { give?: Record<string, number | 'na' | null> } = {},
): JudgeRows {
  const { give = {}, ...rest } = changes;
  const marks = new Map(judged.map((indicator) => [indicator, { points: 80 as number | null, notApplicable: false }]));
  for (const [indicator, given] of Object.entries(give))
    marks.set(indicator, { points: typeof given === 'number' ? given : null, notApplicable: given === 'na' });
  return { id, recusalWaiting: false, sheet: 'submitted', marks, ...rest };
}

type Proposal = NonNullable<EntryRows['proposals']> extends ReadonlyMap<string, infer P> ? P : never;
function entry(changes: Partial<EntryRows> & { audit?: Record<string, Proposal> } = {}): EntryRows {
  const { audit = {}, ...rest } = changes;
  const proposals = new Map(proposed.map((id) => [id, audit[id] ?? { outcome: 'measured' as const, points: 60 }]));
  return {
    category: 'Dinas',
    hasSite: true,
    outsideRanking: false,
    judges: [judge('a'), judge('b')],
    proposals,
    measuredApart: null,
    findings: new Set(),
    rulings: new Map(),
    ...rest,
  };
}

/** Result of the entry as the whole way to a rank gives it. */
function resultOf(rows: EntryRows) {
  const whole = { ...rows, code: 'x', name: 'X', url: rows.hasSite ? 'https://x' : null };
  const codes = judgeCodes(
    'contest',
    rows.judges.map(({ id }) => id),
  );
  const { dataset, assembled } = toDataset({ year: 2026, name: 'Lomba', aggregate: null }, rubric, [whole], codes);
  const [result] = computeResults(dataset).entries;
  return { result, dataset, open: assembled.get('x')?.open ?? [] };
}

const ruling = (kind: 'points' | 'notApplicable' | 'applicable', points: number | null = null) =>
  ({ kind, points }) as const;
const unmeasured = { outcome: 'unmeasured', points: null } as const;

describe('what counts', () => {
  test('measured points and submitted marks make a total', () => {
    const { result, open } = resultOf(entry());
    expect(open).toEqual([]);
    expect(result).toMatchObject({ rank: 1, complete: true });
  });

  test('a change of a proposal is that judge’s mark and nobody else’s', () => {
    const { dataset, result } = resultOf(entry({ judges: [judge('a', { give: { O1: 100 } }), judge('b')] }));
    expect(dataset.marks.filter((mark) => mark.indicator === 'O1')).toHaveLength(1);
    const same = resultOf(entry());
    // O1 weighs 1.25 of 7.5 in a criterion of 25; half of the 40 points more comes from one of two judges.
    expect((result?.total ?? 0) - (same.result?.total ?? 0)).toBeCloseTo((20 * 1.25 * 0.25) / 7.5, 9);
  });

  test('a failed signal counts with its points, zero included', () => {
    const { result } = resultOf(entry({ audit: { O1: { outcome: 'failed', points: 0 } } }));
    expect(result?.total).toBeLessThan(resultOf(entry()).result?.total ?? 0);
  });

  test('the spread of the audit’s runs goes with its points into the range, and not with a ruling', () => {
    const [first = ''] = proposed;
    const audit = { [first]: { outcome: 'measured' as const, points: 60, sd: 4 } };
    const { dataset, result } = resultOf(entry({ audit }));
    expect(dataset.measured.find(({ indicator }) => indicator === first)).toMatchObject({ points: 60, sd: 4 });
    expect(dataset.measured.filter(({ sd }) => sd !== undefined)).toHaveLength(1);
    expect(result?.interval?.[0]).toBeLessThan(result?.total ?? 0);
    const ruled = resultOf(entry({ audit, rulings: new Map([[first, ruling('points', 50)]]) }));
    expect(ruled.dataset.measured.some(({ sd }) => sd !== undefined)).toBe(false);
  });

  test('what the category does not have is not applicable, whatever was measured', () => {
    const { dataset, result } = resultOf(entry({ category: 'Kecamatan' }));
    expect(dataset.notApplicable).toEqual([{ entry: 'x', indicator: 'I4' }]);
    expect(result?.complete).toBe(true);
  });

  test('what an audit found not applicable leaves its weight to the others', () => {
    const { dataset, open } = resultOf(entry({ audit: { I5: { outcome: 'notApplicable', points: null } } }));
    expect(dataset.notApplicable).toEqual([{ entry: 'x', indicator: 'I5' }]);
    expect(open).toEqual([]);
  });
});

describe('what stays open, and so without total and rank', () => {
  const cases: [string, EntryRows, object[]][] = [
    ['an unmeasured indicator', entry({ audit: { O5: unmeasured } }), [{ kind: 'unmeasured', indicator: 'O5' }]],
    [
      'an unmeasured indicator that every judge gave a mark',
      entry({
        audit: { O5: unmeasured },
        judges: [judge('a', { give: { O5: 80 } }), judge('b', { give: { O5: 80 } })],
      }),
      [{ kind: 'unmeasured', indicator: 'O5' }],
    ],
    [
      'an entry audited with other tools than most',
      entry({ measuredApart: 'chrome 140 ≠ 141' }),
      [{ kind: 'measuredApart', stamps: 'chrome 140 ≠ 141' }],
    ],
    ['an entry never audited', entry({ proposals: null }), [{ kind: 'noAudit' }]],
    [
      'a sheet still in draft',
      entry({ judges: [judge('a'), judge('b', { sheet: 'draft' })] }),
      [{ kind: 'sheetOpen', judgeId: 'b', started: true }],
    ],
    [
      'a sheet not begun',
      entry({ judges: [judge('a'), judge('b', { sheet: 'none' })] }),
      [{ kind: 'sheetOpen', judgeId: 'b', started: false }],
    ],
    [
      'a recusal that nobody confirmed, though the sheet was submitted',
      entry({ judges: [judge('a'), judge('b', { recusalWaiting: true })] }),
      [{ kind: 'recusalWaiting', judgeId: 'b' }],
    ],
    ['an entry without judges', entry({ judges: [] }), [{ kind: 'noJudge' }]],
    [
      'a claim that something does not apply',
      entry({ judges: [judge('a', { give: { K4: 'na' } }), judge('b')] }),
      [{ kind: 'notApplicableClaimed', indicator: 'K4', judgeIds: ['a'] }],
    ],
    [
      'the same claim about something measured',
      entry({ judges: [judge('a', { give: { O6: 'na' } }), judge('b')] }),
      [{ kind: 'notApplicableClaimed', indicator: 'O6', judgeIds: ['a'] }],
    ],
    [
      'a refused claim until the judge gives a mark',
      entry({
        judges: [judge('a', { give: { K4: 'na' } }), judge('b')],
        rulings: new Map([['K4', ruling('applicable')]]),
      }),
      [{ kind: 'markMissing', judgeId: 'a', indicator: 'K4' }],
    ],
    [
      'a mark taken back',
      entry({ judges: [judge('a', { give: { K4: null } }), judge('b')] }),
      [{ kind: 'markMissing', judgeId: 'a', indicator: 'K4' }],
    ],
  ];
  test.each(cases)('%s', (_, rows, expected) => {
    const { open, result } = resultOf(rows);
    expect(open).toEqual(expected);
    expect(result).toMatchObject({ rank: null, total: null, complete: false });
  });

  test('an entry without a site: listed, unranked, and nothing to do about it', () => {
    const { open, result } = resultOf(entry({ hasSite: false, proposals: null }));
    expect(open).toEqual([]);
    expect(result).toMatchObject({ standing: 'noSite', rank: null, total: null, missing: [] });
  });

  test('outside the ranking: scored, no place; without judges nothing is awaited', () => {
    expect(resultOf(entry({ outsideRanking: true })).result).toMatchObject({ rank: null, complete: true });
    expect(assembleEntry(rubric, entry({ outsideRanking: true, judges: [], proposals: null })).open).toEqual([]);
  });
});

describe('a finding that would take an indicator to zero', () => {
  const findings = new Set(['injected-spam']);
  test('moves no points until the chief judge decides, but is open', () => {
    const { open, result } = resultOf(entry({ findings }));
    expect(open).toEqual([{ kind: 'findingWaiting', indicator: 'O4' }]);
    expect(result).toMatchObject({ rank: 1, total: resultOf(entry()).result?.total });
  });

  test('stays open under a ruling on the indicator: a person has to look at the accusation', () => {
    const { open, result } = resultOf(entry({ findings, rulings: new Map([['O4', ruling('points', 0)]]) }));
    expect(open).toEqual([{ kind: 'findingWaiting', indicator: 'O4' }]);
    expect(result?.total).toBeLessThan(resultOf(entry()).result?.total ?? 0);
  });

  test('confirmed, it is zero for all judges, before a ruling and whatever a judge gave', () => {
    const audit = { O4: { outcome: 'failed' as const, points: 0, zeroed: true } };
    const clean = resultOf(entry()).result?.total ?? 0;
    const zeroed = resultOf(entry({ audit }));
    expect(zeroed.open).toEqual([]);
    expect(zeroed.result?.total).toBeLessThan(clean);
    const overridden = entry({ audit, judges: [judge('a', { give: { O4: 100 } }), judge('b')] });
    expect(resultOf(overridden).result?.total).toBe(zeroed.result?.total);
    const ruled = entry({ audit, rulings: new Map([['O4', ruling('points', 90)]]) });
    expect(resultOf(ruled).result?.total).toBe(zeroed.result?.total);
  });
});

describe('rulings', () => {
  test('the chief judge’s points close an unmeasured indicator and bind all judges', () => {
    const rows = entry({
      audit: { O5: unmeasured },
      judges: [judge('a', { give: { O5: 100 } }), judge('b')],
      rulings: new Map([['O5', ruling('points', 40)]]),
    });
    const { open, dataset, result } = resultOf(rows);
    expect(open).toEqual([]);
    expect(dataset.measured).toContainEqual({ entry: 'x', indicator: 'O5', points: 40 });
    expect(dataset.marks.filter((mark) => mark.indicator === 'O5')).toEqual([]);
    expect(dataset.decisions).toEqual([{ entry: 'x', indicator: 'O5', kind: 'points', points: 40 }]);
    expect(result?.complete).toBe(true);
  });

  test('a confirmed claim shares the weight out, for the judges who gave a mark as well', () => {
    const rows = entry({
      judges: [judge('a', { give: { K4: 'na' } }), judge('b', { give: { K4: 20 } })],
      rulings: new Map([['K4', ruling('notApplicable')]]),
    });
    const { open, result } = resultOf(rows);
    expect(open).toEqual([]);
    expect(result?.byCriterion.konten).toBeCloseTo(80, 9);
  });

  test('a refused claim about something measured falls back to what was measured', () => {
    const rows = entry({
      judges: [judge('a', { give: { O6: 'na' } }), judge('b')],
      rulings: new Map([['O6', ruling('applicable')]]),
    });
    expect(resultOf(rows).result?.total).toBe(resultOf(entry()).result?.total);
  });

  test('saying that something applies does not measure it', () => {
    const rows = entry({ audit: { O5: unmeasured }, rulings: new Map([['O5', ruling('applicable')]]) });
    expect(resultOf(rows).open).toEqual([{ kind: 'unmeasured', indicator: 'O5' }]);
  });
});

describe('judge codes', () => {
  const ids = ['0b', '1c', '2d', '3e', '4f', '5a'];
  test('do not follow the order of ids, and stay the same for the same people', () => {
    const codes = judgeCodes('contest', ids);
    expect([...codes.values()]).toEqual(['J1', 'J2', 'J3', 'J4', 'J5', 'J6']);
    expect([...codes.keys()]).not.toEqual(ids);
    expect(judgeCodes('contest', [...ids].reverse())).toEqual(codes);
    expect([...judgeCodes('another', ids).keys()]).not.toEqual([...codes.keys()]);
  });

  test('are all that a dataset says of a judge', () => {
    const text = JSON.stringify(resultOf(entry({ judges: [judge('user-secret-1'), judge('user-secret-2')] })).dataset);
    expect(text).not.toContain('secret');
  });
});
