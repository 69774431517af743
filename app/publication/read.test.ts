import { describe, expect, test } from 'vitest';
import golden from '#tests/fixtures/golden/contest.json' with { type: 'json' };
import { DatasetFault } from './faults.ts';
import { readDataset } from './read.ts';

/** A copy of the golden contest with one thing set, or removed with undefined. */
function broken(path: (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(golden);
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return copy;
}

function faultOf(document: unknown): DatasetFault {
  try {
    readDataset(document);
  } catch (error) {
    if (error instanceof DatasetFault) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('readDataset', () => {
  test('accepts the golden contest', () => {
    expect(readDataset(golden).entries).toHaveLength(8);
  });

  test('names are optional, other keys on a row are let through', () => {
    expect(() => readDataset(broken(['entries', 0], { id: 'dinas-a', category: 'Dinas', url: 'x' }))).not.toThrow();
  });

  test.each<[string, (string | number)[], unknown, string]>([
    ['another format', ['format'], 'opd-contest/2', 'format'],
    ['an unknown judge', ['marks', 3, 'judge'], 'J9', 'marks[3].judge'],
    ['an unknown entry', ['measured', 1, 'entry'], 'nobody', 'measured[1].entry'],
    ['an unknown indicator', ['notApplicable', 0, 'indicator'], 'X1', 'notApplicable[0].indicator'],
    ['an unknown criterion', ['method', 'tieBreak', 1], 'X', 'method.tieBreak[1]'],
    ['an unknown assigned judge', ['assignments', 2, 'judge'], 'J9', 'assignments[2].judge'],
    ['a doubled mark', ['marks', 5], golden.marks[2], 'marks[5]'],
    ['a doubled measurement', ['measured', 1], golden.measured[0], 'measured[1]'],
    ['a doubled assignment', ['assignments', 1], golden.assignments[0], 'assignments[1]'],
    ['a doubled entry', ['entries', 4, 'id'], 'dinas-a', 'entries[4].id'],
    ['a doubled judge', ['judges', 1, 'id'], 'J1', 'judges[1].id'],
    ['an indicator in two criteria', ['criteria', 2, 'indicators', 0, 'id'], 'D1', 'criteria[2].indicators[0].id'],
    ['a mark over the scale', ['marks', 0, 'points'], 100.01, 'marks[0].points'],
    ['a measurement under it', ['measured', 0, 'points'], -1, 'measured[0].points'],
    ['points in words', ['marks', 0, 'points'], '80', 'marks[0].points'],
    ['an upside-down scale', ['scale'], { min: 100, max: 0 }, 'scale.max'],
    ['a negative weight', ['criteria', 0, 'weight'], -1, 'criteria[0].weight'],
    ['indicators without weight', ['criteria', 2, 'indicators', 0, 'weight'], 0, 'criteria[2].indicators'],
    ['a missing list', ['marks'], undefined, 'marks'],
    ['an aggregate that nobody knows', ['method', 'aggregate'], 'modus', 'method.aggregate'],
    ['a misspelt key', ['notapplicable'], [], 'notapplicable'],
  ])('refuses %s', (_, path, value, expected) => {
    const fault = faultOf(broken(path, value));
    expect(fault.path).toBe(expected);
    expect(fault.problem).not.toBe('');
  });

  test('refuses criteria whose weights sum to zero', () => {
    const criteria = golden.criteria.map((criterion) => ({ ...criterion, weight: 0 }));
    expect(faultOf({ ...golden, criteria }).path).toBe('criteria');
  });

  test.each([null, [], 'text', 3])('refuses %j as a document', (document) => {
    expect(faultOf(document).path).toBe('(berkas)');
  });
});
