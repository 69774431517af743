import { expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { isJudgeData, isJudgePage, isPicture, mayChangeHands, picturesIn, roundsOf } from './judge-pages.ts';

const id = '0198c0de-0000-7000-8000-000000000001';

test('the desk and sheets are kept, as pages and as data', () => {
  for (const page of [paths.judge(), paths.sheet(id)]) {
    expect([page, isJudgePage(page), isJudgeData(page)]).toEqual([page, true, false]);
    expect([page, isJudgePage(`${page}.data`), isJudgeData(`${page}.data`)]).toEqual([page, false, true]);
  }
  expect(isPicture(paths.picture(id))).toBe(true);
});

test('no page of another role is, nor where marks are sent', () => {
  const others = [
    paths.home(),
    paths.account(),
    paths.signIn(),
    paths.organizer(),
    paths.leaderboard(),
    paths.rulings(),
    paths.webmasterEntry(id),
    paths.resultsOf(2026),
    paths.lighthouseReport(id),
    paths.saveMarks(),
    paths.heartbeat(),
    '/jurijuri',
  ];
  for (const page of others) {
    expect([page, isJudgePage(page)]).toEqual([page, false]);
    expect([page, isJudgeData(`${page}.data`)]).toEqual([page, false]);
    expect([page, isPicture(page)]).toEqual([page, false]);
  }
});

test('signing in and out may change hands, saving marks does not', () => {
  expect([paths.signIn(), paths.signOut(), paths.invitation('x')].map(mayChangeHands)).toEqual([true, true, true]);
  expect([paths.saveMarks(), paths.sheet(id)].map(mayChangeHands)).toEqual([false, false]);
});

test('the pictures of a page are found, each once', () => {
  const page = `<a href="${paths.picture(id)}"><img src="${paths.picture(id)}"></a> "/gambar/bukan-id"`;
  expect(picturesIn(page)).toEqual([paths.picture(id)]);
});

test('every home page is stored before the rest of any sheet, and nothing twice or not at all', () => {
  const sheets = ['a', 'b', 'c'].map((sheet, i) =>
    Array.from({ length: [20, 3, 8][i] ?? 0 }, (_, n) => `${sheet}${n}`),
  );
  const rounds = roundsOf(sheets);
  expect(rounds[0]?.pictures.map((each) => each.length)).toEqual([8, 3, 8]);
  expect(rounds.map(({ isLast }) => isLast)).toEqual([false, true]);
  expect(sheets.map((_, i) => rounds.flatMap(({ pictures }) => pictures[i] ?? []))).toEqual(sheets);
});
