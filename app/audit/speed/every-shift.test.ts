import { expect, it } from 'vitest';
import { countEveryShift } from './every-shift.ts';

const shift = (score: number, had_recent_input: boolean) => ({
  name: 'LayoutShift',
  args: { data: { score, weighted_score_delta: score, is_main_frame: true, had_recent_input } },
});

it('takes the mark of an input off every layout shift, whenever it came, and changes nothing else', () => {
  const events = [
    { name: 'viewport' },
    shift(0.2, true),
    { name: 'EventTiming', args: { data: { had_recent_input: true } } },
    shift(0.8, false),
    { name: 'LayoutShift', args: {} },
    { name: 'LayoutShift' },
    shift(0.6, true),
  ];
  countEveryShift(events);
  expect(events).toEqual([
    { name: 'viewport' },
    shift(0.2, false),
    { name: 'EventTiming', args: { data: { had_recent_input: true } } },
    shift(0.8, false),
    { name: 'LayoutShift', args: {} },
    { name: 'LayoutShift' },
    shift(0.6, false),
  ]);
});
