import { describe, expect, test } from 'vitest';
import { BYTES, depthsOf, PICTURED_INNER_PAGES, type Screen, withinBytes } from './screens.ts';

describe('depths of a page', () => {
  test.each([
    ['shorter than a screen', 300, [[0, 800]]],
    ['a screen and a sliver', 830, [[0, 800]]],
    [
      'a screen and a half',
      1200,
      [
        [0, 800],
        [800, 400],
      ],
    ],
    [
      'as many screens as are taken',
      3200,
      [
        [0, 800],
        [800, 800],
        [1600, 800],
        [2400, 800],
      ],
    ],
    [
      'longer: its end is among them',
      9000,
      [
        [0, 800],
        [800, 800],
        [1600, 800],
        [8200, 800],
      ],
    ],
  ])('%s', (_, tall, expected) => {
    expect(depthsOf(tall, 800, 4).map(({ top, height }) => [top, height])).toEqual(expected);
  });

  test('a single picture of a long page is its top', () => {
    expect(depthsOf(9000, 800, 1)).toEqual([{ top: 0, height: 800 }]);
  });
});

const screen = (place: number, device: Screen['device'], part: number, bytes: number) => ({
  place,
  device,
  part,
  data: new Uint8Array(bytes),
});

test('what is too much is left out from the least needed page on', () => {
  const all = [
    screen(2, 'phone', 1, 10),
    screen(0, 'phone', 1, 40),
    screen(1, 'desktop', 1, 40),
    screen(0, 'desktop', 2, 10),
  ];
  const kept = withinBytes(all, 95).map(({ place, device }) => `${place} ${device}`);
  expect(kept).toEqual(['0 desktop', '0 phone', '1 desktop']);
});

test('thirty entries fit on a tablet, with 10 MB left for their sheets', () => {
  expect(30 * (BYTES.all + 12 * 12_000)).toBeLessThan(50_000_000);
  // The home page four deep is always whole.
  expect(8 * BYTES.home).toBeLessThan(BYTES.all);
  expect(PICTURED_INNER_PAGES).toBeLessThanOrEqual(4);
});
