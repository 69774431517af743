import { expect, test } from 'vitest';
import { MOST_PIXELS, pictureHeader } from './picture-header.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const be32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const png = (width: number, height: number) =>
  bytes([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], be32(13), 'IHDR', be32(width), be32(height), [8, 6, 0, 0, 0]);
const tail = new Array<number>(20).fill(0);

test('reads type and size of JPEG, PNG and WebP', () => {
  expect(pictureHeader(png(640, 480))).toEqual({ mime: 'image/png', width: 640, height: 480 });
  // An application segment, a fill byte and a Huffman table come before the frame.
  const jpeg = bytes(
    [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
    [0xff, 0xff, 0xc4, 0, 3, 9],
    [0xff, 0xc2, 0, 17, 8, 0x01, 0xe0, 0x02, 0x80, 3],
    tail,
  );
  expect(pictureHeader(jpeg)).toEqual({ mime: 'image/jpeg', width: 640, height: 480 });
  const riff = (chunk: string, body: number[]) => bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [0, 0, 0, 0], body, tail);
  expect(pictureHeader(riff('VP8X', [0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]))).toMatchObject({ width: 640, height: 480 });
  expect(pictureHeader(riff('VP8L', [0x2f, 0x7f, 0xc2, 0x77, 0]))).toMatchObject({ width: 640, height: 480 });
  expect(pictureHeader(riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]))).toMatchObject({ width: 640 });
});

test('takes nothing else, and no picture of no or absurd size', () => {
  for (const other of ['GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', '', 'RIFF....WEBPVP8X'])
    expect(pictureHeader(bytes(other))).toBeNull();
  expect(pictureHeader(png(0, 10))).toBeNull();
  expect(pictureHeader(png(MOST_PIXELS, 2))).toBeNull();
  // Segments that lead nowhere, and one that says it has no length.
  expect(pictureHeader(bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff], tail))).toBeNull();
  expect(pictureHeader(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0], tail))).toBeNull();
});
