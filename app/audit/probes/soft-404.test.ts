import { describe, expect, it } from 'vitest';
import { softNotFound } from './soft-404.ts';

const words = ['tidak ditemukan', 'belum tersedia'];
const frame = (body: string) =>
  `<html><title>Kecamatan Contoh</title><nav>Beranda Profil Layanan Berita Kontak Pengaduan Galeri Agenda Unduhan</nav><main>${body}</main></html>`;
const missing = frame('<h1>Maaf</h1><p>Halaman belum tersedia, silakan kembali</p>');
const home = frame('<h1>Selamat datang</h1><p>Kabar desa, layanan surat, dan jadwal posyandu bulan ini.</p>');

describe('softNotFound', () => {
  it('knows the page that only says that there is nothing', () => {
    const isSoft = softNotFound(missing, home, words);
    expect(isSoft?.(missing.replace('Maaf', 'Maaf!'))).toBe(true);
    expect(isSoft?.(frame('<h1>Profil</h1><p>Visi dan misi kecamatan, struktur organisasi, dan pejabat</p>'))).toBe(
      false,
    );
  });
  it('lets a page be that merely uses the words', () => {
    const news = frame(
      '<h1>Warga hilang</h1><p>Dompet tidak ditemukan di pasar; polisi mencari bersama relawan desa</p>',
    );
    expect(softNotFound(missing, home, words)?.(news)).toBe(false);
  });
  it('tells nothing where every address gives the same frame, or the answer says nothing of the kind', () => {
    const shell = '<html><title>Aplikasi</title><div id="app"></div></html>';
    expect(softNotFound(shell, shell, words)).toBeNull();
    expect(softNotFound(missing, missing, words)).toBeNull();
    expect(softNotFound(home, home, words)).toBeNull();
    expect(softNotFound(null, home, words)).toBeNull();
  });
});
