import { expect, test } from 'vitest';
import { isSilent, summarise } from './device-silence.ts';

test('only a device that is signed in can be silent, and only after five minutes', () => {
  expect(isSilent({ state: 'in', silentSeconds: 300, unsent: 0 })).toBe(false);
  expect(isSilent({ state: 'in', silentSeconds: 301, unsent: 0 })).toBe(true);
  expect(isSilent({ state: 'cutOff', silentSeconds: 9000, unsent: 2 })).toBe(false);
});

test('what waits on devices that are out counts too: somebody has to fetch it', () => {
  expect(
    summarise([
      { state: 'in', silentSeconds: 10, unsent: 1 },
      { state: 'in', silentSeconds: 400, unsent: null },
      { state: 'cutOff', silentSeconds: 4000, unsent: 3 },
    ]),
  ).toEqual({ in: 2, silent: 1, unsent: 4 });
});
