import { expect, test } from 'vitest';
import type { LinkRecord } from '../visit.ts';
import { type Choice, chooseInnerPages, subjectsFirst } from './inner.ts';

const link = (path: string, text: string, visible = true): LinkRecord => ({
  href: new URL(path, 'https://dlh.kab.go.id/').href,
  text,
  kind: 'anchor',
  visible,
  selector: 'a',
  rel: null,
});
const choose = (links: LinkRecord[], sitemap: string[] = [], choice: Choice = {}) =>
  chooseInnerPages('https://dlh.kab.go.id/', 'https://dlh.kab.go.id/', links, sitemap, 4, choice).map((href) =>
    href.slice(21),
  );

test('the subjects come before the rest, one page each', () => {
  const links = ['/galeri', '/berita/1', '/berita/2', '/ppid', '/profil', '/kontak'].map((path) => link(path, path));
  expect(choose(links)).toEqual(['/profil', '/berita/1', '/ppid', '/kontak']);
});

test('home, files, sign-in, other sites and what only a hidden link leads to are no inner pages', () => {
  const links = [
    link('/#atas', 'Beranda'),
    link('/index.html', 'Beranda'),
    link('/profil.pdf', 'Profil'),
    link('/wp-admin/', 'Masuk'),
    link('https://kab.go.id/berita', 'Berita'),
    link('/layanan-gelap', 'Layanan', false),
    link('/profil#visi', 'Visi'),
    link('/profil#misi', 'Misi'),
  ];
  expect(choose(links)).toEqual(['/profil']);
});

test('a sitemap fills what navigation leaves open', () => {
  expect(choose([link('/profil', 'Profil')], ['https://dlh.kab.go.id/kontak', 'bukan alamat'])).toEqual([
    '/profil',
    '/kontak',
  ]);
});

test('pages read before come first while the site still offers them, then what the words of the edition name', () => {
  const links = ['/galeri', '/agenda', '/perizinan', '/profil'].map((path) => link(path, path));
  const prefer = ['https://dlh.kab.go.id/agenda', 'https://dlh.kab.go.id/hilang'];
  expect(choose(links, [], { prefer, words: ['Perizinan'] })).toEqual(['/agenda', '/profil', '/perizinan', '/galeri']);
});

test('what may not be read is left out, and only what would have been read is asked about', () => {
  const asked: string[] = [];
  const mayRead = (address: string) => {
    asked.push(address.slice(21));
    return !address.includes('/ppid');
  };
  const links = [link('/ppid/daftar', 'PPID'), link('/profil', 'Profil'), link('/berkas.pdf', 'Berkas')];
  expect(choose(links, ['https://lain.go.id/x'], { mayRead })).toEqual(['/profil']);
  expect(asked).toEqual(['/ppid/daftar', '/profil']);
});

test('of the pages chosen those of the subjects are pictured first, found by address or by what links say', () => {
  const chosen = ['/galeri', '/p/12', '/berita/1', '/berita/2', '/profil'].map((path) => link(path, '').href);
  const links = [link('/p/12', 'Layanan kami'), link('/galeri', 'Kontak', false)];
  expect(subjectsFirst(chosen, links).map((href) => href.slice(21))).toEqual([
    '/profil',
    '/berita/1',
    '/p/12',
    '/galeri',
    '/berita/2',
  ]);
});
