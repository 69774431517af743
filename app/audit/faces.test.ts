import { describe, expect, it } from 'vitest';
import { compareFaces, type Face } from './faces.ts';

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `kata${String.fromCharCode(97 + ((from + i) % 26))}${'x'.repeat(i % 7)}`);
const face = (part: Partial<Face> = {}): Face => ({
  text: words(0, 60).join(' '),
  links: Array.from({ length: 10 }, (_, i) => `https://dinas.go.id/h/${i}`),
  bytes: 900_000,
  ...part,
});

describe('compareFaces', () => {
  it('finds the same page the same, whatever the clock, the visitor counter and the session say', () => {
    const one = face({ text: `${face().text} 10.15 pengunjung 1.204`, links: ['https://dinas.go.id/h?sesi=1#atas'] });
    const other = face({ text: `${face().text} 10.16 pengunjung 1.205`, links: ['https://dinas.go.id/h/?sesi=2'] });
    expect(compareFaces({ audit: one, lighthouse: one }, [other])).toMatchObject({
      differs: false,
      sameText: 1,
      sameLinks: 1,
      reasons: [],
    });
  });

  it('names who got another text, and gives the figures of that one', () => {
    const thin = face({ text: 'Selamat datang di situs cepat kami', links: [], bytes: 30_000 });
    const compared = compareFaces({ audit: face(), lighthouse: thin }, [face()]);
    expect(compared).toMatchObject({ differs: true, visitor: 'lighthouse', auditBytes: 30_000, sameLinks: 0 });
    expect(compared.reasons).toHaveLength(3);
    expect(compared.reasons.every((reason) => reason.includes('Lighthouse'))).toBe(true);
  });

  it('hears a page that is only lighter or heavier', () => {
    const light = compareFaces({ lighthouse: face({ bytes: 100_000 }) }, [face()]);
    expect(light.reasons).toEqual([expect.stringContaining('lebih ringan')]);
    const heavy = compareFaces({ audit: face({ bytes: 3_000_000 }) }, [face()]);
    expect(heavy.reasons).toEqual([expect.stringContaining('lebih berat')]);
    // An image more on a small page.
    expect(compareFaces({ audit: face({ bytes: 250_000 }) }, [face({ bytes: 90_000 })]).differs).toBe(false);
  });

  it('accuses no page that changes by itself as much', () => {
    const news = (n: number) => face({ text: words(0, 20).concat(`berita${'abcdefgh'[n]} `.repeat(1)).join(' ') });
    const draw = (seed: string) =>
      face({ text: Array.from({ length: 40 }, (_, i) => `${seed}${'o'.repeat(i)}`).join(' ') });
    expect(compareFaces({ audit: draw('aaa') }, [draw('bbb')]).differs).toBe(true);
    expect(compareFaces({ audit: draw('aaa') }, [draw('bbb'), draw('ccc')]).differs).toBe(false);
    expect(compareFaces({ audit: news(1) }, [news(2)]).differs).toBe(false);
    const weights = [face({ bytes: 1_000_000 }), face({ bytes: 2_400_000 })] as const;
    expect(compareFaces({ audit: face({ bytes: 2_000_000 }) }, weights).differs).toBe(false);
  });

  it('says nothing of pages with hardly a word or link', () => {
    const bare = (text: string) => face({ text, links: [`https://dinas.go.id/${text}`], bytes: 5_000 });
    expect(compareFaces({ audit: bare('satu') }, [bare('dua')]).differs).toBe(false);
  });
});
