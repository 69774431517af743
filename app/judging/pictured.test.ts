import { expect, test } from 'vitest';
import { type Device, pageName, picturedPages, type StoredPicture } from './pictured.ts';

const HOME = 'https://dinas.example/';
const whole = (kind: 'phone' | 'desktop'): StoredPicture => ({ id: kind, kind, width: 360, height: 800, about: null });
const screen = (place: number, device: Device, part: number, top: number): StoredPicture => ({
  id: `${place}-${device}-${part}`,
  kind: 'screen',
  width: 360,
  height: 800,
  about: {
    page: place === 0 ? HOME : `${HOME}p/${place}`,
    title: place === 0 ? 'Dinas' : 'Profil',
    place,
    device,
    part,
    top,
  },
});
const shown = (stored: StoredPicture[]) =>
  picturedPages(stored, HOME, (id) => id).map(({ parts, title }) => ({
    title,
    desktop: parts.desktop.map(({ src }) => src),
    phone: parts.phone.map(({ src }) => src),
  }));

test('an audit of an older make shows the first screen of the home page', () => {
  expect(shown([whole('phone'), whole('desktop')])).toEqual([{ title: null, desktop: ['desktop'], phone: ['phone'] }]);
});

test('without any picture there is the home page still, to be opened live', () => {
  expect(picturedPages([], HOME, (id) => id)).toEqual([{ url: HOME, title: null, parts: { desktop: [], phone: [] } }]);
});

test('depths are in their order whatever the order they were stored in, and the first screen is not shown twice', () => {
  const stored = [
    screen(2, 'phone', 1, 0),
    whole('phone'),
    screen(0, 'phone', 2, 800),
    screen(0, 'phone', 1, 0),
    whole('desktop'),
  ];
  expect(shown(stored)).toEqual([
    { title: null, desktop: ['desktop'], phone: ['0-phone-1', '0-phone-2'] },
    { title: 'Profil', desktop: [], phone: ['2-phone-1'] },
  ]);
});

test('what is missing between two pictures is told', () => {
  const [page] = picturedPages(
    [screen(0, 'phone', 1, 0), screen(0, 'phone', 2, 800), screen(0, 'phone', 4, 5000)],
    HOME,
    (id) => id,
  );
  expect(page?.parts.phone.map(({ afterGap }) => afterGap)).toEqual([false, false, true]);
});

test('a page goes by its title and path', () => {
  const page = { url: `${HOME}layanan?id=2`, title: 'Layanan', parts: { desktop: [], phone: [] } };
  expect(pageName(page, 'Beranda')).toBe('Layanan (/layanan?id=2)');
  expect(pageName({ ...page, title: null }, 'Beranda')).toBe('Beranda');
  expect(pageName({ ...page, title: '' }, 'Beranda')).toBe('/layanan?id=2');
  expect(pageName({ ...page, title: 'x'.repeat(60) }, 'Beranda')).toHaveLength(48 + ' (/layanan?id=2)'.length);
});
