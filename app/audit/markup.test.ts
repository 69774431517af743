import { describe, expect, test } from 'vitest';
import { parseMarkup } from './markup.ts';

function depthOf(node: object): number {
  let depth = 0;
  for (let level: object[] = [node]; level.length > 0; depth++) {
    level = level.flatMap((each) => ('childNodes' in each && Array.isArray(each.childNodes) ? each.childNodes : []));
  }
  return depth;
}

describe('parseMarkup', () => {
  test('reads a page as parse5 does', () => {
    const text = JSON.stringify(parseMarkup('<title>Dinas</title><p>Satu<p>Dua'), (key, value) =>
      key === 'parentNode' ? undefined : value,
    );
    expect(text).toContain('"value":"Dinas"');
    expect(text.match(/"tagName":"p"/g)).toHaveLength(2);
  });

  test.each([
    ['elements', '<div>'],
    ['letters in bold', '<b>'],
    ['paragraphs in elements', '<div><p>'],
    ['tables', '<table><td>'],
    ['templates', '<template>'],
  ])('keeps the beginning of a page of %s in one another without end', (_, piece) => {
    const document = parseMarkup(`<title>Dinas</title><p id="awal">Halo</p>${piece.repeat(200_000)}`);
    expect(depthOf(document)).toBeLessThan(1_100);
    expect(JSON.stringify(document.childNodes.map(({ nodeName }) => nodeName))).toContain('html');
  });

  test('a long page that is not deep is read to its end', () => {
    const document = parseMarkup(`${'<div><p><b>a</b></p></div>'.repeat(20_000)}<i></i>`);
    const body = document.childNodes.flatMap((each) => ('childNodes' in each ? each.childNodes : [])).at(-1);
    expect(body && 'childNodes' in body ? body.childNodes.length : 0).toBe(20_001);
  });
});
