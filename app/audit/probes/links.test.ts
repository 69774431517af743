import { expect, test } from 'vitest';
import type { FailureCode } from '../audit.schema.ts';
import { siteFailure } from '../failure.ts';
import { linkVerdict } from './links.ts';

const answered = (status: number) => ({ status, error: null });
const silent = (code: FailureCode) => ({ status: null, error: siteFailure(code) });

test.each([
  [[answered(200)], 'ok'],
  [[answered(404), answered(404)], 'broken'],
  [[answered(500), answered(200)], 'ok'],
  [[silent('timeout'), answered(410)], 'broken'],
  [[answered(403), answered(403)], 'unknown'],
  [[answered(404), answered(429)], 'unknown'],
  [[answered(999), answered(999)], 'unknown'],
  [[silent('refused-address'), silent('refused-address')], 'unknown'],
  [[silent('our-outage'), silent('our-outage')], 'unknown'],
] as const)('%j is %s', (passes, verdict) => {
  expect(linkVerdict(passes)).toBe(verdict);
});
