import { expect, test } from 'vitest';
import { aPage, SITE } from '../checks/visit.fixture.ts';
import { chooseSearchForm, chooseSearchWord } from './search.ts';

const page = (finalUrl: string, title: string, text: string) => ({ finalUrl, title, text, failure: null });

test('the word is one that the home page does not show, from a news title if there is one', () => {
  const pages = [
    page('http://a/', 'Dinas Lingkungan Hidup', 'Selamat datang di Lingkungan Hidup'),
    page('http://a/profil', 'Profil - Dinas Lingkungan Hidup', 'Struktur kelembagaan'),
    page('http://a/berita/1', 'Mangrove ditanam - Dinas Lingkungan Hidup', 'Warga menanam bibit bersama sukarelawan'),
  ];
  expect(chooseSearchWord(pages)).toEqual({ word: 'mangrove', takenFrom: 'http://a/berita/1' });
});

test('words that inner pages share are part of the frame, not of one page', () => {
  const pages = [
    page('http://a/', 'Beranda', 'Selamat datang'),
    page('http://a/1', 'Satu', 'maklumat kebersihan'),
    page('http://a/2', 'Dua', 'maklumat persampahan'),
  ];
  expect(chooseSearchWord(pages)?.word).toBe('kebersihan');
});

test('nothing to ask for without words', () => {
  expect(chooseSearchWord([page('http://a/', '', 'a b c')])).toBeNull();
});

test('a form is asked before a box that stands alone, whatever comes first on the page', () => {
  const alone = { selector: '#saring', action: '', method: 'none', inputName: '', visible: true };
  const form = { selector: '#cari', action: `${SITE}/cari`, method: 'get', inputName: 'q', visible: true };
  const asked = (searchForms: (typeof form)[]) =>
    chooseSearchForm(`${SITE}/`, [aPage('/', { searchForms })])?.form.selector;
  expect(asked([alone, form])).toBe('#cari');
  expect(asked([alone, { ...form, visible: false }])).toBe('#saring');
  expect(asked([alone])).toBe('#saring');
});

test('a label of the search itself is no word to search for', () => {
  const pages = [
    page('http://a/', 'Beranda', 'Selamat datang'),
    page('http://a/berita', 'Berita', 'Pencarian bantuan'),
  ];
  expect(chooseSearchWord(pages)?.word).toBe('bantuan');
});
