import { describe, expect, it } from 'vitest';
import { type Clock, createLane, createLink, type Flow } from './shape.ts';

/** A clock that moves when told to. */
function aClock() {
  let now = 0;
  let order = 0;
  let waiting: { at: number; order: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(delayMs, run) {
      const item = { at: now + delayMs, order: order++, run };
      waiting.push(item);
      return () => {
        waiting = waiting.filter((other) => other !== item);
      };
    },
  };
  return {
    clock,
    /** Fires everything due up to the time; with `late` every timer fires only then. */
    to(time: number, late = false) {
      for (;;) {
        const [next] = waiting.filter((item) => item.at <= time).toSorted((a, b) => a.at - b.at || a.order - b.order);
        if (!next) break;
        waiting = waiting.filter((item) => item !== next);
        now = late ? time : Math.max(now, next.at);
        next.run();
      }
      now = time;
    },
    pending: () => waiting.length,
  };
}

/** 8 kbit/s is a byte a millisecond. */
const BYTE_A_MS = 8;

function aFlow(lane: ReturnType<typeof createLane>, time: () => number) {
  const seen: { at: number; bytes: number }[] = [];
  let text = '';
  const state = { ended: false };
  const flow: Flow = lane.open({
    write(bytes) {
      seen.push({ at: time(), bytes: bytes.length });
      text += Buffer.from(bytes).toString('latin1');
    },
    end() {
      state.ended = true;
    },
  });
  return { flow, seen, text: () => text, state };
}

describe('a lane', () => {
  it('lets bytes out after their time on the wire and the delay', () => {
    const time = aClock();
    const lane = createLane(BYTE_A_MS, 10, time.clock);
    const one = aFlow(lane, time.clock.now);
    one.flow.push(Buffer.alloc(100));
    time.to(109);
    expect(one.seen).toEqual([]);
    time.to(110);
    expect(one.seen).toEqual([{ at: 110, bytes: 100 }]);
  });

  it('carries no more than its rate, whoever sends', () => {
    const time = aClock();
    const lane = createLane(BYTE_A_MS, 0, time.clock);
    const flows = [aFlow(lane, time.clock.now), aFlow(lane, time.clock.now), aFlow(lane, time.clock.now)];
    for (const { flow } of flows) flow.push(Buffer.alloc(40_000));
    for (const at of [10_000, 50_000, 120_000]) {
      time.to(at);
      const out = flows.flatMap(({ seen }) => seen).reduce((sum, { bytes }) => sum + bytes, 0);
      expect(out).toBeLessThanOrEqual(at);
      expect(out).toBeGreaterThan(at - 3 * 4096);
    }
    expect(flows.map(({ flow }) => flow.inside())).toEqual([0, 0, 0]);
  });

  it('lets a small flow past a large one', () => {
    const time = aClock();
    const lane = createLane(BYTE_A_MS, 0, time.clock);
    const large = aFlow(lane, time.clock.now);
    const small = aFlow(lane, time.clock.now);
    large.flow.push(Buffer.alloc(1_000_000));
    small.flow.push(Buffer.alloc(500));
    time.to(10_000);
    expect(small.flow.inside()).toBe(0);
    expect(large.flow.inside()).toBeGreaterThan(900_000);
  });

  it('keeps the order and the content of a flow, and ends it last', () => {
    const time = aClock();
    const lane = createLane(BYTE_A_MS, 5, time.clock);
    const one = aFlow(lane, time.clock.now);
    const text = Array.from({ length: 3000 }, (_, i) => `kata-${i} `).join('');
    for (let at = 0; at < text.length; at += 7001) one.flow.push(Buffer.from(text.slice(at, at + 7001)));
    one.flow.end();
    one.flow.push(Buffer.from('after the end'));
    time.to(text.length - 1);
    expect(one.state.ended).toBe(false);
    time.to(text.length + 5);
    expect(one.text()).toBe(text);
    expect(one.state.ended).toBe(true);
  });

  it('loses no bandwidth when timers fire late', () => {
    const punctual = aClock();
    const tardy = aClock();
    const finish = (time: ReturnType<typeof aClock>, late: boolean) => {
      const one = aFlow(createLane(BYTE_A_MS, 0, time.clock), time.clock.now);
      one.flow.push(Buffer.alloc(50_000));
      for (let at = 700; at <= 50_400; at += 700) time.to(at, late);
      return one.flow.inside();
    };
    expect(finish(punctual, false)).toBe(0);
    expect(finish(tardy, true)).toBe(0);
  });

  it('does not save up bandwidth while nothing is sent', () => {
    const time = aClock();
    const lane = createLane(BYTE_A_MS, 0, time.clock);
    const one = aFlow(lane, time.clock.now);
    time.to(60_000);
    one.flow.push(Buffer.alloc(1000));
    time.to(60_999);
    expect(one.flow.inside()).toBe(1000);
    time.to(61_000);
    expect(one.flow.inside()).toBe(0);
  });

  it('forgets a dropped flow and goes on with the others', () => {
    const time = aClock();
    const lane = createLane(BYTE_A_MS, 20, time.clock);
    const gone = aFlow(lane, time.clock.now);
    const stays = aFlow(lane, time.clock.now);
    gone.flow.push(Buffer.alloc(20_000));
    stays.flow.push(Buffer.alloc(5000));
    gone.flow.end();
    time.to(4100);
    gone.flow.drop();
    time.to(100_000);
    expect(gone.seen).toEqual([]);
    expect(gone.state.ended).toBe(false);
    expect(stays.flow.inside()).toBe(0);
    expect(time.pending()).toBe(0);
  });

  it('leaves no timer behind when closed', () => {
    const time = aClock();
    const lane = createLane(BYTE_A_MS, 20, time.clock);
    aFlow(lane, time.clock.now).flow.push(Buffer.alloc(20_000));
    lane.close();
    expect(time.pending()).toBe(0);
  });
});

describe('a link', () => {
  it('pays half the round trip each way and a whole one to open a connection', async () => {
    const time = aClock();
    const link = createLink({ rttMs: 40, downKbps: 8, upKbps: 80 }, time.clock);
    const down = aFlow(link.down, time.clock.now);
    const up = aFlow(link.up, time.clock.now);
    down.flow.push(Buffer.alloc(100));
    up.flow.push(Buffer.alloc(100));
    let opened = -1;
    const opening = link.roundTrip().then(() => {
      opened = time.clock.now();
    });
    time.to(39);
    expect(opened).toBe(-1);
    expect(up.seen).toEqual([{ at: 30, bytes: 100 }]);
    time.to(40);
    await opening;
    expect(opened).toBe(40);
    time.to(200);
    expect(down.seen).toEqual([{ at: 120, bytes: 100 }]);
  });

  it.each([
    { rttMs: -1, downKbps: 1, upKbps: 1 },
    { rttMs: 1, downKbps: 0, upKbps: 1 },
    { rttMs: 1, downKbps: 1, upKbps: Number.NaN },
  ])('refuses %j', (shape) => {
    expect(() => createLink(shape)).toThrow(RangeError);
  });
});
