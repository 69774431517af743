import { expect, test } from 'vitest';
import type { FetchRecord } from '../visit.ts';
import { robotsRules } from './robots.ts';

const answer = (body: string, status = 200): FetchRecord => ({
  url: 'https://dlh.kab.go.id/robots.txt',
  finalUrl: 'https://dlh.kab.go.id/robots.txt',
  status,
  headers: {},
  redirects: [],
  contentType: 'text/plain',
  body,
  bytes: body.length,
  error: null,
});
const all = 'User-agent: *\nDisallow: /';

test('rules for us come before rules for all', () => {
  const isDisallowed = robotsRules(answer(`${all}\n\nUser-agent: LombaOPD\nDisallow: /ppid\nAllow: /ppid/daftar`));
  expect(isDisallowed('https://dlh.kab.go.id/berita')).toBe(false);
  expect(isDisallowed('https://dlh.kab.go.id/ppid/berkas')).toBe(true);
  expect(isDisallowed('https://dlh.kab.go.id/ppid/daftar')).toBe(false);
});

test('other hosts have rules of their own', () => {
  const isDisallowed = robotsRules(answer(all));
  expect(isDisallowed('https://dlh.kab.go.id/berita')).toBe(true);
  expect(isDisallowed('https://ppid.kab.go.id/berita')).toBe(false);
});

test.each([
  ['none was asked', null],
  ['it is missing', answer(all, 404)],
  ['it fails', answer(all, 500)],
  ['a page answers in its place', answer(`<!doctype html><html>${all}</html>`)],
])('nothing is forbidden when %s', (_, robots) => {
  expect(robotsRules(robots)('https://dlh.kab.go.id/berita')).toBe(false);
});
