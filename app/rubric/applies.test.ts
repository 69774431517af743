import { describe, expect, test } from 'vitest';
import { appliesTo, criteriaFor, tasksFor } from './applies.ts';
import { defaultRubric } from './default.ts';

const rubric = defaultRubric();
const citizenTasks = rubric.criteria.flatMap((c) => c.indicators).find((i) => i.id === 'O7');

describe('what applies to a category', () => {
  test('national services are not for districts', () => {
    const ids = (category: string) => criteriaFor(rubric, category).flatMap((c) => c.indicators.map((i) => i.id));
    expect(ids('Dinas')).toContain('I4');
    expect(ids('Kecamatan')).not.toContain('I4');
    expect(ids('Dinas').filter((id) => id !== 'I4')).toEqual(ids('Kecamatan'));
  });

  test('an empty list applies to nobody, no list to everybody', () => {
    expect(appliesTo({ appliesTo: [] }, 'Dinas')).toBe(false);
    expect(appliesTo({}, 'Dinas')).toBe(true);
  });

  test('a criterion without an indicator for the category is dropped', () => {
    const only = rubric.criteria.map((c) => ({
      ...c,
      indicators: c.indicators.map((i) => ({ ...i, appliesTo: c.id === 'desain' ? ['RSUD'] : undefined })),
    }));
    expect(criteriaFor({ ...rubric, criteria: only }, 'Dinas').map((c) => c.id)).not.toContain('desain');
  });

  test('tasks: of the category, else the general ones', () => {
    if (citizenTasks?.source !== 'judge') throw new Error('O7 is judged');
    expect(tasksFor(citizenTasks, 'Kecamatan')[2]?.id).toContain('aduan');
    expect(tasksFor(citizenTasks, 'Badan')[2]?.id).toContain('anggaran');
    expect(tasksFor({ ...citizenTasks, tasks: undefined }, 'Badan')).toEqual([]);
  });
});
