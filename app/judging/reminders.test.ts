import { expect, test } from 'vitest';
import { dueReminder } from './reminders.ts';

const deadline = new Date('2026-11-20T10:00:00Z');
const before = (hours: number) => dueReminder(deadline, new Date(deadline.getTime() - hours * 3_600_000));

test('three days before, one day before, nothing earlier and nothing after', () => {
  expect([before(73), before(72), before(24.1), before(24), before(0.1), before(0), before(-5)]).toEqual([
    null,
    3,
    3,
    1,
    1,
    null,
    null,
  ]);
});
