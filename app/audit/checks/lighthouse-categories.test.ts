import { describe, expect, it } from 'vitest';
import type { LighthouseRun } from '../visit.ts';
import { check as accessibility } from './lighthouse-accessibility.ts';
import { check as seo } from './lighthouse-seo.ts';
import { aVisit, regency, SITE, said } from './visit.fixture.ts';

function aRun(path: string, a11y: number | null, seoScore: number | null): LighthouseRun {
  return {
    url: `${SITE}${path}`,
    scores: { performance: null, accessibility: a11y, 'best-practices': null, seo: seoScore },
    metrics: {},
    accessibilityFindings: [
      { id: 'image-alt', title: 'Gambar tanpa teks', nodes: [{ selector: 'img.logo', snippet: '<img>' }] },
    ],
    seoFindings: [{ id: 'meta-description', title: 'Tanpa deskripsi', text: '' }],
    error: null,
  };
}

describe('lighthouse-accessibility', () => {
  it('is the mean over pages, with the failing elements as evidence', () => {
    const result = accessibility(aVisit({ lighthouse: [aRun('/', 0.9, null), aRun('/berita', 0.7, null)] }), regency);
    expect(result.value).toBeCloseTo(0.8, 12);
    expect(said(result)).toContain('img.logo');
  });
  it('adds what axe found on the other pages as advice, page and place named, the value unchanged', () => {
    const visit = aVisit({ lighthouse: [aRun('/', 0.9, null)] });
    const violation = (id: string) => ({
      id,
      impact: 'serious' as const,
      help: 'Touch targets',
      count: 4,
      nodes: [{ selector: 'nav > a', snippet: '<a href=1>' }],
    });
    for (const page of visit.pages)
      page.accessibility = [violation(page.finalUrl === `${SITE}/` ? 'list' : 'target-size')];
    const result = accessibility(visit, regency);
    expect(result.value).toBe(0.9);
    expect(said(result)).toMatch(/\/profil nav > a Saran.*target-size, serius.* 4 elemen/);
    expect(said(result)).not.toContain('(list,');
  });
  it('takes the runs that have the category: later ones measure speed alone', () => {
    const later = aRun('/', null, null);
    const desktop = { ...aRun('/', 0.1, 0.1), formFactor: 'desktop' as const };
    expect(accessibility(aVisit({ lighthouse: [desktop, aRun('/', 0.9, 1), later, later] }), regency).value).toBe(0.9);
    expect(seo(aVisit({ lighthouse: [desktop, aRun('/', 0.9, 1), later, later] }), regency).value).toBe(1);
  });
  it('is unmeasured without a score for the home page', () => {
    expect(accessibility(aVisit({ lighthouse: [aRun('/', null, 1), aRun('/berita', 0.7, 1)] }), regency).outcome).toBe(
      'unmeasured',
    );
    expect(accessibility(aVisit(), regency).outcome).toBe('unmeasured');
  });
  it('is left open when our outage kept the style from the page, but not for a missing font', () => {
    const judge = (keptAway: string[]) =>
      accessibility(aVisit({ lighthouse: [aRun('/', 0.6, null)] }, { keptAway }), regency).outcome;
    expect(judge(['https://cdn.contoh.net/gaya.min.css'])).toBe('unmeasured');
    expect(judge(['https://fonts.googleapis.com/css2?family=Inter'])).toBe('measured');
  });
});

describe('lighthouse-seo', () => {
  it('looks at the home page only', () => {
    const result = seo(aVisit({ lighthouse: [aRun('/berita', 1, 0.1), aRun('/', 1, 0.92)] }), regency);
    expect(result).toMatchObject({ outcome: 'measured', value: 0.92 });
    expect(said(result)).toContain('meta-description');
  });
  it('is unmeasured without a run', () => {
    expect(seo(aVisit(), regency).outcome).toBe('unmeasured');
  });
});
