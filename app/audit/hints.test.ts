import { describe, expect, it } from 'vitest';
import { aFetch, aLink, aPage, aVisit, regency, SITE } from './checks/visit.fixture.ts';
import { contentHints } from './hints.ts';
import type { PageRecord, Visit } from './visit.ts';

const hintsOf = (home: Partial<PageRecord> = {}, over: Partial<Visit> = {}) => {
  const hints = contentHints(aVisit(over, home), regency);
  if (!hints) throw new Error('no hints');
  return hints;
};

describe('newest date', () => {
  it.each([
    ['Diperbarui 9 November 2026', '2026-11-09'],
    ['09/11/2026 oleh admin', '2026-11-09'],
    ['Nopember 9, 2026', '2026-11-09'],
    ['2026-11-09', '2026-11-09'],
    ['3 Okt 2026, 5 Agustus 2026', '2026-10-03'],
    ['Agenda 20 November 2026; berita 1 Mei 2026', '2026-05-01'],
    ['31/02/2026', null],
    ['© 2026, No. 12/3/2026/X', null],
    ['Telepon 0271-495039', null],
  ])('of %j is %s', (text, date) => {
    expect(hintsOf({ text }).newestDate?.date ?? null).toBe(date);
  });
  it('says where, with the words around', () => {
    expect(hintsOf({ text: 'Berita\nPosyandu lansia\n2 November 2026 | admin' }).newestDate).toEqual({
      date: '2026-11-02',
      url: `${SITE}/`,
      text: 'Posyandu lansia 2 November 2026 | admin',
    });
  });
  it('does not take the clock in the header for news, but news of today', () => {
    const clock = 'Selasa, 10 November 2026 10:00:01';
    const visit = aVisit();
    for (const page of visit.pages) page.text = `${clock}\nBerita 1 Juli 2026`;
    expect(contentHints(visit, regency)?.newestDate?.date).toBe('2026-07-01');
    expect(hintsOf({ text: 'Kabar 10 November 2026' }).newestDate?.date).toBe('2026-11-10');
    const single = aVisit({ pages: [aPage('/', { text: clock })] });
    expect(contentHints(single, regency)?.newestDate).toBeNull();
  });
  it('reads the feed too', () => {
    const body =
      '<rss><channel><item><title>Kabar</title><pubDate>Mon, 09 Nov 2026 08:00:00 +0700</pubDate></item></channel></rss>';
    const feeds = [aFetch(`${SITE}/feed`, { body })];
    expect(hintsOf({ text: '1 Mei 2026' }, { feeds }).newestDate).toMatchObject({ date: '2026-11-09', text: 'Kabar' });
  });
});

describe('documents', () => {
  const keys = (href: string, text: string) => hintsOf({ links: [aLink(href, text)] }).documents.map(({ key }) => key);

  it.each([
    [`${SITE}/unduh/1.pdf`, 'Renstra 2021-2026', ['renstra']],
    [`${SITE}/unduh/LKjIP_2025.pdf`, 'Unduh', ['lkjip']],
    [`${SITE}/unduh/x`, 'Laporan Kinerja Instansi', ['lkjip']],
    ['https://drive.google.com/file/d/1', 'DPA Tahun 2026', ['dpa']],
    [`${SITE}/maklumat-pelayanan`, 'Maklumat', ['pledge']],
    [`${SITE}/dip`, 'Daftar Informasi Publik', ['dip', 'ppid']],
    [`${SITE}/#`, 'Renstra 2026', []],
    [`${SITE}/x`, 'Undpaan', []],
    [`${SITE}/restrukturisasi`, 'Renstrakan', []],
  ])('%s %s', (href, text, expected) => {
    expect(keys(href, text)).toEqual(expected);
  });
  it('gives each address once with the page it is on, files first, hidden links never', () => {
    const links = [
      aLink(`${SITE}/renja`, 'Renja'),
      aLink(`${SITE}/renja#isi`, 'Renja'),
      aLink(`${SITE}/renja-2026.pdf`, 'Renja 2026'),
      aLink(`${SITE}/renja-lama.pdf`, 'Renja 2020', { visible: false }),
    ];
    expect(hintsOf({ links }).documents).toEqual([
      { key: 'renja', url: `${SITE}/renja-2026.pdf`, text: 'Renja 2026', from: `${SITE}/` },
      { key: 'renja', url: `${SITE}/renja`, text: 'Renja', from: `${SITE}/` },
    ]);
  });
});

describe('spelling of the name', () => {
  const spelled = (text: string) => hintsOf({ text }).nameSpellings.map((each) => each.text);
  it('finds slips of the pen', () => {
    expect(spelled('Selamat datang di Dinas Kesehatn, Harjomulyo')).toEqual(['Dinas Kesehatn']);
    expect(spelled('DINAS KESAHATAN KABUPATEN')).toEqual(['DINAS KESAHATAN']);
  });
  it.each(['DINAS KESEHATAN', 'dinas kesehatan,', 'Dinas Kehutanan', 'Dinas Pendidikan', 'Kepala Dinas Kesehatan'])(
    'lets %s be',
    (text) => {
      expect(spelled(text)).toEqual([]);
    },
  );
});

describe('aids', () => {
  const aids = (printView: string | null, fields = 0, unlabelled: string[] = []) => ({ printView, fields, unlabelled });
  it('tells a print view and the fields that nothing names', () => {
    const visit = aVisit({}, { aids: aids('button.cetak', 1) });
    if (visit.pages[1]) visit.pages[1].aids = aids(null, 4, ['#pesan', '#nama']);
    expect(contentHints(visit, regency)).toMatchObject({ printView: true, formFields: { seen: 4, unlabelled: 2 } });
  });
  it('says nothing where nothing was looked at', () => {
    expect(hintsOf()).toMatchObject({ printView: null, formFields: null });
    expect(contentHints(aVisit({ pages: [] }), regency)).toBeNull();
  });
});
