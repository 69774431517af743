import { describe, expect, it } from 'vitest';
import type { OtherFace, PageRecord } from '../visit.ts';
import { check } from './injected-spam.ts';
import { aFetch, aLink, aVisit, regency, said } from './visit.fixture.ts';

const judge = (home: Partial<PageRecord>) => check(aVisit({}, home), regency);
const hidden = (text: string) => judge({ hidden: [{ selector: 'div#x', text, how: 'off-screen' }] });

describe('injected-spam', () => {
  it('finds hidden advertisements, says where, and asks for a person', () => {
    const result = hidden('Situs slot gacor hari ini maxwin');
    expect(result).toMatchObject({ outcome: 'measured', value: 1 });
    expect(said(result)).toContain('div#x');
    expect(said(result)).toContain('dipastikan oleh orang');
  });

  it.each([
    ['an article', 'Judi online diberantas: polisi menangkap bandar togel dan pemilik situs slot gacor di Harjomulyo.'],
    ['a teaser', 'Bupati mengingatkan warga agar tidak terjerat slot online'],
    ['a headline without a verdict', 'Diskusi publik tentang slot online dan masa depan anak'],
    ['birds', 'Lomba burung gacor piala bupati'],
    ['a menu', 'Slot waktu pelayanan dan jadwal dokter'],
  ])('does not take %s for spam, hidden or visible', (_, text) => {
    expect(hidden(text).value).toBe(0);
    expect(judge({ text, rawHtml: `<title>${text}</title><p>${text}</p>` }).value).toBe(0);
    expect(judge({ rawHtml: `<p>${text}</p>` }).value).toBe(0);
  });

  it('is not fooled by one word of warning in a wall of advertisements', () => {
    expect(hidden('slot gacor maxwin togel slot88 sbobet rtp live slot gacor maxwin hindari situs palsu').value).toBe(
      1,
    );
  });

  it.each([
    'https://slot88-gacor.xyz/',
    'https://www.situs-slot.top/daftar',
    'https://togelhariini.com/',
    'https://slot.contoh.com/',
  ])('finds a link to %s, seen or not', (href) => {
    expect(judge({ links: [aLink(href, 'klik')] }).value).toBe(1);
    const raw = judge({ links: [aLink(href, '', { kind: 'raw', visible: false })] });
    expect(raw.value).toBe(1);
    expect(said(raw)).toContain(href);
  });

  it.each([
    'https://stopjudionline.id/',
    'https://kominfo.go.id/berantas-judi-online-slot',
    'https://timeslots.example.com/',
    'https://judicialwatch.org/',
  ])('lets a link to %s be', (href) => {
    expect(judge({ links: [aLink(href)] }).value).toBe(0);
  });

  it('finds what is sent but taken away again, and a hijacked description', () => {
    expect(
      judge({ text: 'Selamat datang', rawHtml: '<p>Selamat datang</p><div id="s">Slot gacor maxwin</div>' }).value,
    ).toBe(1);
    expect(judge({ rawHtml: '<meta name="description" content="Situs slot gacor maxwin 2026">' }).value).toBe(1);
  });

  it('finds a wall of advertisements in plain sight, but not a long article that quotes them', () => {
    const wall = 'SLOT GACOR MAXWIN hari ini slot88 daftar RTP live scatter hitam togel slot gacor';
    expect(judge({ text: `Profil kecamatan\n\n${wall}` }).value).toBe(1);
    const article = `Polres mengungkap situs judi. Pelaku memasang kata slot gacor, maxwin, slot88, togel, dan rtp live pada laman desa. ${'Warga diminta melapor bila menemukan laman serupa di gawai anak. '.repeat(6)}`;
    expect(judge({ text: article }).value).toBe(0);
    const poster = 'STOP JUDI ONLINE! Slot gacor, maxwin, slot88, togel, rtp live: semuanya menipu. Adukan!';
    expect(judge({ text: poster }).value).toBe(0);
    const plain = article.replace('Polres mengungkap', 'Ada').replaceAll('melapor', 'menelepon');
    expect(judge({ text: plain }).value).toBe(0);
  });

  it.each([
    ['a stolen canonical address', '<link rel="canonical" href="https://gacor88.example/">', 'canonical'],
    ['an AMP page elsewhere', '<link rel=amphtml href="https://slot88.example/amp">', 'amphtml'],
    ['a script', '<script src="//cdn.maxwin-jp.example/x.js"></script>', 'script'],
    ['a refresh that leads away', '<meta http-equiv=refresh content="5;url=https://togel4d.example/">', 'meta'],
  ])('finds %s in the markup', (_, rawHtml, where) => {
    const result = judge({ rawHtml });
    expect(result.value).toBe(1);
    expect(said(result)).toContain(where);
  });

  it('finds what only search engines and their visitors are shown, and says to whom', () => {
    const face = (as: OtherFace['as'], html: string, url = 'https://dinkes.harjomulyokab.go.id/') =>
      check(aVisit({ otherFaces: [{ as, url, status: 200, html }] }, { text: 'Selamat datang' }), regency);
    const text = face('googlebot', '<title>Slot gacor maxwin</title><p>Selamat datang</p>');
    expect(text.value).toBe(1);
    expect(said(text)).toContain('perayap Google');
    expect(face('google-referrer', '<a href="https://slot88.example/">x</a>').value).toBe(1);
    expect(face('google-referrer', '', 'https://gacor-maxwin.example/').value).toBe(1);
    expect(face('googlebot', '<h1>Polisi memberantas situs slot gacor</h1><a href="/berita">Berita</a>').value).toBe(0);
    expect(face('googlebot', '').value).toBe(0);
  });

  it('reads the addresses of a sitemap, not those of news', () => {
    const listed = (path: string) => {
      const body = `<urlset><url><loc>https://dinkes.harjomulyokab.go.id/${path}</loc></url></urlset>`;
      return check(aVisit({ sitemaps: [aFetch('https://dinkes.harjomulyokab.go.id/sitemap.xml', { body })] }), regency);
    };
    expect(listed('daftar-slot-gacor-maxwin-2026').value).toBe(1);
    expect(listed('berita/waspada-iklan-slot-gacor').value).toBe(0);
    expect(listed('berita/lomba-burung-gacor').value).toBe(0);
  });

  it('says where it looked when there is nothing', () => {
    expect(said(judge({}))).toContain('/profil');
  });
});
