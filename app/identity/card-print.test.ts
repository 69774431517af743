import { expect, test } from 'vitest';
import { namesOf, printInput, twice } from './card-print.schema.ts';

test('names are read one a line, as people type them', () => {
  expect(namesOf('  Dra. Sri  Rahayu \r\n\n Budi Santoso, M.Kom.\n  ')).toEqual([
    'Dra. Sri Rahayu',
    'Budi Santoso, M.Kom.',
  ]);
  expect(namesOf(' \n ')).toEqual([]);
});

test('a name written twice is found whatever its case', () => {
  expect(twice(['Sri Rahayu', 'Budi', 'SRI RAHAYU'])).toBe('SRI RAHAYU');
  expect(twice(['Sri Rahayu', 'Budi'])).toBeNull();
});

test('one to three cards a judge, and names that fit', () => {
  const form = { userIds: [], invitationIds: [], names: ['Budi'], count: '2' };
  expect(printInput.parse(form)).toEqual({ ...form, count: 2 });
  for (const count of ['0', '4', '1.5', 'dua', ''])
    expect(printInput.safeParse({ ...form, count }).success, count).toBe(false);
  expect(printInput.safeParse({ ...form, names: ['x'.repeat(121)] }).success).toBe(false);
});
