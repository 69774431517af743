import { expect, test } from 'vitest';
import { codeFrom, codeSigns, readCode, showCode } from './sign-in-code.ts';

test('a code is eight signs, none of which is taken for another', () => {
  expect(codeSigns).toHaveLength(32);
  expect(new Set(codeSigns).size).toBe(32);
  expect(codeSigns).not.toMatch(/[01OI]/);
  expect(codeFrom(Uint8Array.from([0, 1, 31, 32, 33, 63, 254, 255]))).toBe('AB9AB989');
  expect(() => codeFrom(new Uint8Array(7))).toThrow(RangeError);
});

test('what was typed is read whatever its case, spaces and dashes', () => {
  for (const typed of ['K7QM-R2XD', 'k7qmr2xd', ' k7qm r2xd ', 'K7QM – R2XD', 'k-7-q-m-r-2-x-d'])
    expect(readCode(typed), typed).toBe('K7QMR2XD');
  expect(readCode(showCode('K7QMR2XD'))).toBe('K7QMR2XD');
});

test.each(['', 'K7QM', 'K7QM-R2XD-9', 'K7QM-R2X0', 'K7QM-R2XI', 'K7QM-R2X!', 'ＫK7QMR2X'])('%j is no code', (typed) => {
  expect(readCode(typed)).toBeNull();
});
