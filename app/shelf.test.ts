import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Stamped, shelf } from './shelf.ts';

test('an answer that was long on its way is not believed any longer for it', async () => {
  const late = shelf<string>(async () => {
    await sleep(200);
    return { stamp: 'before the moment', freshMs: 150 };
  });
  await late.refresh();
  expect(late.stamp()).toBe('before the moment');
  expect(late.isFresh()).toBe(false);
  const prompt = shelf<string>(async () => ({ stamp: 'now', freshMs: 60_000 }));
  expect(prompt.isFresh()).toBe(false);
  await prompt.refresh();
  expect(prompt.isFresh()).toBe(true);
});

test('who comes while a question is under way waits for the next one, and all of them for the same', async () => {
  const answers: ((stamped: Stamped) => void)[] = [];
  const asked = shelf<string>(() => new Promise((answer) => answers.push(answer)));
  const first = asked.refresh();
  const later = [asked.refresh(), asked.refresh()];
  expect(answers).toHaveLength(1);
  asked.pages.set('/hasil', 'old');
  answers[0]?.({ stamp: '1', freshMs: 60_000 });
  await first;
  expect(asked.pages.size).toBe(0);
  asked.pages.set('/hasil', 'of 1');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.({ stamp: '1', freshMs: 60_000 });
  await Promise.all(later);
  expect(answers).toHaveLength(2);
  expect(asked.pages.get('/hasil')).toBe('of 1');
});

test('a question that fails keeps nothing fresh and does not stop the next', async () => {
  let fails = true;
  const shaky = shelf<string>(async () => {
    if (fails) throw new Error('no database');
    return { stamp: '2', freshMs: 60_000 };
  });
  const both = [shaky.refresh(), shaky.refresh()];
  await expect(both[0]).rejects.toThrow('no database');
  await expect(both[1]).rejects.toThrow('no database');
  expect(shaky.isFresh()).toBe(false);
  fails = false;
  await shaky.refresh();
  expect(shaky.isFresh()).toBe(true);
});
