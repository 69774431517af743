import { describe, expect, it } from 'vitest';
import { turnstile } from './turnstile.ts';

const quiet = new AbortController().signal;
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('turnstile', () => {
  it('lets no more in than there are places, in the order they came', async () => {
    const gate = turnstile(2);
    const inside: number[] = [];
    const ways = [0, 1, 2, 3].map(async (who) => {
      const leave = await gate.enter(quiet);
      inside.push(who);
      return leave;
    });
    await tick();
    expect(inside).toEqual([0, 1]);
    (await ways[1])?.();
    await tick();
    expect(inside).toEqual([0, 1, 2]);
  });

  it('counts a second leaving of the same visitor once', async () => {
    const gate = turnstile(1);
    const leave = await gate.enter(quiet);
    const next = gate.enter(quiet);
    let third = false;
    void gate.enter(quiet).then(() => {
      third = true;
    });
    leave();
    leave();
    await next;
    await tick();
    expect(third).toBe(false);
  });

  it('forgets who gave up waiting, and keeps the place of the others', async () => {
    const gate = turnstile(1);
    const leave = await gate.enter(quiet);
    const stop = new AbortController();
    const impatient = gate.enter(stop.signal);
    const patient = gate.enter(quiet);
    stop.abort(new Error('cukup'));
    await expect(impatient).rejects.toThrow('cukup');
    leave();
    (await patient)();
    await expect(gate.enter(stop.signal)).rejects.toThrow('cukup');
    (await gate.enter(quiet))();
  });
});
