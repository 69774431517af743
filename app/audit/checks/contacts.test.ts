import { describe, expect, it } from 'vitest';
import type { PageRecord, Visit } from '../visit.ts';
import { check as complaint } from './complaint-links.ts';
import { check as channels } from './contact-channels.ts';
import { check as register } from './contacts-match-register.ts';
import { aBarelyReadVisit, aLink, aVisit, regency, said } from './visit.fixture.ts';

const home = (hrefs: string[], text = ''): Partial<PageRecord> => ({
  links: hrefs.map((href) => aLink(href, '')),
  text,
});

describe('contact-channels', () => {
  const judge = (hrefs: string[], text = '') => channels(aVisit({}, home(hrefs, text)), regency);

  it('is whole with the five ways', () => {
    const all = [
      'https://wa.me/6281234567890',
      'tel:0271495039',
      'https://www.instagram.com/dinkes.hm/',
      'https://facebook.com/dinkeshm',
      'mailto:a@dinkes.go.id',
    ];
    expect(judge(all)).toMatchObject({ outcome: 'measured', value: 1 });
  });
  it('does not take share buttons, posts or bare networks for contacts', () => {
    const buttons = [
      'https://www.facebook.com/sharer/sharer.php?u=https://x.go.id',
      'https://www.facebook.com/share.php?u=x',
      'https://twitter.com/intent/tweet?text=x',
      'https://wa.me/?text=halo',
      'https://api.whatsapp.com/send?text=halo',
      'whatsapp://send?text=halo',
      'https://chat.whatsapp.com/AbCdEf',
      'https://www.instagram.com/',
      'https://www.instagram.com/p/Cabc/',
      'https://www.facebook.com/',
      'mailto:?subject=halo',
    ];
    const result = judge(buttons);
    expect(result).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(result)).toContain('bukan tombol bagikan');
  });
  it('counts typed numbers only beside their word', () => {
    expect(judge([], 'WhatsApp: 0812-3456-7890').value).toBe(0.2);
    expect(judge([], 'NIP 19800101 200501 1 002, nomor 0812 3456 7890 untuk undian').value).toBe(0);
  });
  it('does not count hidden links, and asks for enough pages', () => {
    const hidden = { links: [aLink('tel:0271495039', '', { visible: false })] };
    expect(channels(aVisit({}, hidden), regency).value).toBe(0);
    expect(channels(aBarelyReadVisit(hidden), regency).outcome).toBe('unmeasured');
  });
});

describe('complaint-links', () => {
  const judge = (links: ReturnType<typeof aLink>[], over: Partial<Visit> = {}) =>
    complaint(aVisit(over, { links }), regency);
  const sapamas = { register: [{ channel: 'sapamas' as const, value: '0899-0000-1000' }] };

  it.each(['https://lapor.go.id/', 'https://www.lapor.go.id/instansi', 'https://laporgub.jatengprov.go.id/'])(
    'counts %s',
    (href) => {
      expect(judge([aLink(href)]).value).toBe(0.5);
    },
  );
  it.each(['https://lapor.go.id.contoh.com/', 'https://contoh.com/lapor.go.id'])('does not count %s', (href) => {
    expect(judge([aLink(href)]).value).toBe(0);
  });
  it.each([
    'https://wa.me/6289900001000',
    'sms:+6289900001000',
    'https://api.whatsapp.com/send?phone=6289900001000&text=Halo',
  ])('knows the registered SAPAMAS number behind %s', (href) => {
    expect(judge([aLink(href, 'Aduan')], sapamas).value).toBe(0.5);
  });
  it('fails a link called SAPAMAS that leads elsewhere, and shows both', () => {
    const result = judge([aLink('https://wa.me/6281111111111', 'SAPAMAS')], sapamas);
    expect(result.value).toBe(0);
    expect(said(result)).toContain('6281111111111');
    expect(said(result)).toContain('0899-0000-1000');
  });
  it('takes a contact link called SAPAMAS at its word while no number is known', () => {
    expect(judge([aLink('https://wa.me/6281111111111', 'SAPAMAS')]).value).toBe(0.5);
    expect(judge([aLink('https://contoh.com/', 'SAPAMAS')]).value).toBe(0);
  });
});

describe('contacts-match-register', () => {
  const row = (channel: Visit['register'][number]['channel'], value: string) => ({ channel, value });
  const judge = (rows: Visit['register'], hrefs: string[], text = '') =>
    register(aVisit({ register: rows }, home(hrefs, text)), regency);

  it('compares numbers however they are written', () => {
    const rows = [
      row('whatsapp', '0812 3456 7890'),
      row('phone', '(0271) 495039'),
      row('instagram', '@Dinkes.HM'),
      row('email', 'A@dinkes.go.id'),
    ];
    const hrefs = [
      'https://api.whatsapp.com/send?phone=+6281234567890',
      'tel:+62-271-495039',
      'https://instagram.com/dinkes.hm?igsh=1',
      'mailto:a@dinkes.go.id',
    ];
    expect(judge(rows, hrefs)).toMatchObject({ outcome: 'measured', value: 1 });
  });
  it('says what changed, old and new, and what is missing', () => {
    const result = judge(
      [row('whatsapp', '081234567890'), row('phone', '0271495039')],
      ['https://wa.me/6281300000000'],
    );
    expect(result).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(result)).toContain('Daftar resmi 081234567890, di situs +6281300000000');
    expect(said(result)).toContain('0271495039 dari daftar resmi tidak tercantum');
  });
  it('does not call the number of another row a change', () => {
    const result = judge(
      [row('whatsapp', '081234567890'), row('sapamas', '089900001000')],
      ['https://wa.me/6289900001000'],
    );
    expect(result.value).toBe(0.5);
    expect(said(result)).toContain('WhatsApp: 081234567890 dari daftar resmi tidak tercantum');
  });
  it('is not applicable with an empty register', () => {
    expect(judge([], ['https://wa.me/6281300000000']).outcome).toBe('notApplicable');
  });
});
