import { describe, expect, it } from 'vitest';
import { check as overflow } from './horizontal-overflow-360.ts';
import { check as viewport } from './viewport-meta.ts';
import { aPage, aVisit, regency, said } from './visit.fixture.ts';

describe('viewport-meta', () => {
  it.each([
    ['width=device-width, initial-scale=1', 1],
    ['initial-scale=1.0;width=device-width', 1],
    ['WIDTH = device-width', 1],
    ['width=980', 0],
    ['width=1024, initial-scale=0.3', 0],
    ['initial-scale=1', 0],
    ['min-width=device-width', 0],
  ])('judges %s as %d', (content, value) => {
    expect(viewport(aVisit({ pages: [aPage('/', { viewportMeta: [content] })] }), regency).value).toBe(value);
  });
  it('lets the last of two decide, as browsers do', () => {
    const pages = [aPage('/', { viewportMeta: ['width=device-width', 'width=1200'] })];
    expect(viewport(aVisit({ pages }), regency)).toMatchObject({ outcome: 'failed', value: 0 });
  });
  it('is a share of pages; a page that could not be opened is in neither number', () => {
    const pages = [
      aPage('/'),
      aPage('/a', { viewportMeta: [] }),
      aPage('/b', { failure: { code: 'timeout', message: '' } }),
    ];
    const result = viewport(aVisit({ pages }), regency);
    expect(result).toMatchObject({ outcome: 'measured', value: 0.5 });
    expect(said(result)).toContain('Tidak ada meta viewport');
  });
});

describe('horizontal-overflow-360', () => {
  it('is the mean over pages and names the element', () => {
    const pages = [aPage('/'), aPage('/a', { overflow360: 120, overflowSelector: 'table.data' })];
    const result = overflow(aVisit({ pages }), regency);
    expect(result.value).toBe(60);
    expect(said(result)).toContain('table.data');
  });
  it('is unmeasured without a page', () => {
    expect(overflow(aVisit({ pages: [] }), regency).outcome).toBe('unmeasured');
  });
});
