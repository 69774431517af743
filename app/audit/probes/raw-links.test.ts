import { expect, test } from 'vitest';
import { rawLinks } from './raw-links.ts';

const html = `<a href="/profil">Profil</a><a href="/lama">Lama</a><a>tanpa alamat</a><area href="peta">
  <template><a href="/templat">x</a></template><iframe src="https://www.youtube.com/embed/x"></iframe>
  <form action="/kirim"></form><a href="http://[salah">x</a>`;

test('what the finished document no longer has is kept as raw and unseen', () => {
  const profile = {
    href: 'https://a.go.id/profil',
    text: '',
    kind: 'anchor',
    visible: true,
    selector: 'a',
    rel: null,
  } as const;
  const found = rawLinks(html, 'https://a.go.id/', [profile]);
  expect(found.map(({ href }) => href)).toEqual([
    'https://a.go.id/lama',
    'https://a.go.id/peta',
    'https://a.go.id/templat',
    'https://www.youtube.com/embed/x',
    'https://a.go.id/kirim',
  ]);
  expect(found.every(({ kind, visible }) => kind === 'raw' && !visible)).toBe(true);
});
