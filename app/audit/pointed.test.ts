import { expect, test } from 'vitest';
import { judgePointed } from './pointed.ts';
import { regencyFor } from './regency.ts';

const words = regencyFor('contohkab.go.id');
const page = (body: string, values = {}) => ({ status: 200, contentType: 'text/html', body, error: null, ...values });

test('a page that names the document, or a file, is it', () => {
  expect(judgePointed(page('<title>PPID</title><h1>Rencana  Strategis 2021-2026</h1>'), 'renstra', words)).toEqual({
    verdict: 'ok',
    title: 'PPID',
  });
  expect(judgePointed(page('', { contentType: 'application/pdf', body: null }), 'renstra', words).verdict).toBe('ok');
});

test('a page without the word, and one that only has it in a script, are not', () => {
  expect(judgePointed(page('<p>Selamat datang</p>'), 'renstra', words).verdict).toBe('not-it');
  expect(judgePointed(page('<script>let renstra = 1</script><p>Beranda</p>'), 'renstra', words).verdict).toBe('not-it');
});

test('what does not answer is not there', () => {
  expect(judgePointed(null, 'renstra', words).verdict).toBe('not-there');
  expect(judgePointed(page('renstra', { status: 404 }), 'renstra', words).verdict).toBe('not-there');
});
