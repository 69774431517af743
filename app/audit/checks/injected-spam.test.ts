import { describe, expect, it } from 'vitest';
import type { PageRecord } from '../visit.ts';
import { check } from './injected-spam.ts';
import { aLink, aVisit, regency, said } from './visit.fixture.ts';

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

  it('says where it looked when there is nothing', () => {
    expect(said(judge({}))).toContain('/profil');
  });
});
