import { describe, expect, it } from 'vitest';
import { aPage, aVisit, regency } from './checks/visit.fixture.ts';
import { nikMatches, redactAll, redactText } from './nik.ts';
import { findPrivateNotices, redact } from './private-notices.ts';

/** Invented: no such district code was ever given out, so nobody's number can be met by chance. */
const NIK = '3399981203900001';
const WOMAN = '3399985203900002';
const notices = (text: string) => findPrivateNotices([aPage('/pengumuman', { text })], regency);
const count = (text: string) => notices(text)[0]?.count ?? 0;

describe('what is built like a NIK', () => {
  it.each([
    NIK,
    WOMAN,
    '3399 9812 0390 0001',
    '33.99.98.120390.0001',
    '339998-120390-0001',
    `Budi/${NIK}/Dusun I`,
    `https://x.go.id/warga/${NIK}`,
  ])('%s', (text) => {
    expect(nikMatches(text)).toHaveLength(1);
    expect(redactText(text)).not.toMatch(/\d{4}\D?\d{4}/);
  });
  it.each([
    ['masked', '339998******0001'],
    ['masked with X', '339998XXXXXX0001'],
    ['a NIP of 18 digits', '199003122015031001'],
    ['a spaced NIP', '19900312 201503 1 001'],
    ['no province', '2099981203900001'],
    ['no month', '3399981213900001'],
    ['no day', '3399983203900001'],
    ['the 31st of February', '3399983102900001'],
    ['number nought', '3399981203900000'],
    ['part of a longer number', `${NIK}7`],
    ['an amount', 'Rp 3.399.981.203.900.001'],
    ['a telephone number', '+62 812 3456 7890'],
    ['a row of more groups', '0812 3399 9812 0390 0001 2222'],
    ['inside a word', `a${NIK}`],
  ])('not %s', (_, text) => {
    expect(nikMatches(text)).toEqual([]);
    expect(redactText(text)).toBe(text);
  });
});

describe('findPrivateNotices', () => {
  it('counts several on a page, and says where without the number', () => {
    const [notice] = notices(`Penerima bantuan\nBudi, NIK ${NIK}, Dusun I\nSiti, NIK: ${WOMAN}`);
    expect(notice).toMatchObject({ kind: 'nik', count: 2, where: 'Budi, NIK …, Dusun I' });
    expect(JSON.stringify(notice)).not.toMatch(/\d{6}/);
  });
  it('reads tables by the head of the column', () => {
    expect(count(`No\tNama\tNIK\n1\tBudi\t${NIK}\n2\tSiti\t${WOMAN}`)).toBe(2);
    expect(count(`No\tNama\tNo. Rekening\n1\tBudi\t${NIK}\n2\tSiti\t${WOMAN}`)).toBe(0);
    expect(count(`Nama\tBudi\nNIK\t${NIK}`)).toBe(1);
  });
  it.each([
    `Nomor rekening Bank Daerah: ${NIK}`,
    `No. Rek ${NIK} a.n. Bendahara`,
    `Virtual Account ${NIK}`,
    `NIP: ${NIK}`,
    `Rekening\n${NIK}`,
  ])('takes %j for another number', (text) => {
    expect(notices(text)).toEqual([]);
  });
  it('lets the nearest label decide', () => {
    expect(count(`Rekening bank atas nama pemegang NIK ${NIK}`)).toBe(1);
    expect(count(`NIK pemilik rekening ${NIK}`)).toBe(1);
    expect(count(`NIK ${NIK}, rekening ${WOMAN}`)).toBe(1);
  });
  it('finds one without any label, and none on a page that was not read', () => {
    expect(count(`Daftar hadir: ${NIK}`)).toBe(1);
    const failure = { code: 'timeout' as const, message: '' };
    expect(findPrivateNotices([aPage('/', { text: NIK, failure })], regency)).toEqual([]);
  });
  it('hides the number also when it is in the address', () => {
    const page = aPage(`/warga/${NIK}`, { text: `NIK ${NIK}` });
    expect(findPrivateNotices([page], regency)[0]?.url).not.toContain(NIK);
  });
});

describe('redact', () => {
  it('leaves the number nowhere in a visit, and all else as it was', () => {
    const link = { kind: 'anchor' as const, visible: true, selector: 'a', rel: null };
    const visit = aVisit(
      { outgoing: { [`https://x.go.id/${NIK}`]: { ...fetched, body: NIK } }, home: { ...fetched, body: NIK } },
      {
        text: `Budi ${NIK}`,
        rawHtml: `<p>${NIK}</p>`,
        title: NIK,
        hidden: [{ selector: 'p', text: NIK, how: 'tiny' }],
        console: [{ text: NIK, source: '', kind: 'console' }],
        links: [{ ...link, href: `https://x.go.id/${NIK}`, text: NIK }],
      },
    );
    visit.screenshots.push({ kind: 'phone', mime: 'image/jpeg', width: 1, height: 1, data: new Uint8Array([1, 2]) });
    const sealed = redact(visit);
    expect(JSON.stringify(sealed)).not.toContain(NIK);
    expect(sealed.pages[0]?.text).toBe('Budi XXXXXXXXXXXXXXXX');
    expect(sealed.screenshots).toEqual(visit.screenshots);
    expect(Object.keys(sealed.outgoing)[0]).toBe(sealed.pages[0]?.links.at(-1)?.href);
    expect(redact(sealed)).toEqual(sealed);
  });
  it('reaches every text of a Lighthouse report and no number in it', () => {
    const report = { audits: [{ snippet: `<td>${NIK}</td>`, numericValue: 3399981203900001 }], timing: null };
    expect(redactAll(report)).toEqual({
      audits: [{ snippet: '<td>XXXXXXXXXXXXXXXX</td>', numericValue: 3399981203900001 }],
      timing: null,
    });
  });
  it('changes nothing in a visit without one', () => {
    expect(redact(aVisit())).toEqual(aVisit());
  });
});

const fetched = {
  url: 'https://x.go.id/',
  finalUrl: 'https://x.go.id/',
  status: 200,
  headers: {},
  redirects: [],
  contentType: null,
  body: null,
  bytes: 0,
  error: null,
};
