import { describe, expect, it } from 'vitest';
import { alternation, turnstile } from './turnstile.ts';

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

describe('alternation', () => {
  it('never loads while somebody reckons, nor reckons while somebody loads; loading goes first', async () => {
    const { load, reckon } = alternation(1);
    const said: string[] = [];
    const enter = async (gate: typeof load, who: string) => {
      const leave = await gate.enter(quiet);
      said.push(who);
      return leave;
    };
    const first = await enter(load, 'load 1');
    const ways = [enter(reckon, 'reckon 1'), enter(load, 'load 2'), enter(reckon, 'reckon 2')] as const;
    await tick();
    expect(said).toEqual(['load 1']);
    first();
    await tick();
    expect(said).toEqual(['load 1', 'load 2']);
    (await ways[1])();
    await tick();
    expect(said).toEqual(['load 1', 'load 2', 'reckon 1', 'reckon 2']);
    const third = enter(load, 'load 3');
    const late = enter(reckon, 'reckon 3');
    (await ways[0])();
    await tick();
    expect(said).toHaveLength(4);
    (await ways[2])();
    (await third)();
    (await late)();
    expect(said.slice(4)).toEqual(['load 3', 'reckon 3']);
  });

  it('goes on when the one who waits to load is given up', async () => {
    const { load, reckon } = alternation(1);
    const leave = await load.enter(quiet);
    const tired = new AbortController();
    const waits = load.enter(tired.signal);
    const reckons = reckon.enter(quiet);
    tired.abort(new Error('cukup'));
    await expect(waits).rejects.toThrow('cukup');
    leave();
    (await reckons)();
    (await load.enter(quiet))();
  });
});
