import { expect, test } from 'vitest';
import { badgeSnippet, badgeSvg } from './badge.ts';

const of = { title: 'Terbaik I', contestName: 'Lomba Website OPD', year: 2026, entryName: 'Dinas Kesehatan' };

test('the badge names place, entry and contest with its year, once', () => {
  const svg = badgeSvg(of);
  for (const part of ['>Terbaik I<', '>Dinas Kesehatan<', '>Lomba Website OPD 2026<']) expect(svg).toContain(part);
  expect(badgeSvg({ ...of, contestName: 'Lomba 2026' })).toContain('>Lomba 2026<');
});

test('names are text, whatever is in them, and never longer than the badge', () => {
  const svg = badgeSvg({ ...of, entryName: '</text><script>alert("1")</script> & kawan-kawan yang panjang' });
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;/text&gt;');
  expect(svg).toContain('…');
});

test('the snippet leads to the page that proves it, and quotes cannot end an attribute', () => {
  const address = { page: '/verifikasi/A', picture: '/verifikasi/A/lencana.svg' };
  const snippet = badgeSnippet('https://lomba.go.id', { title: 'Terbaik "I"', year: 2026, ...address });
  expect(snippet).toBe(
    '<a href="https://lomba.go.id/verifikasi/A"><img src="https://lomba.go.id/verifikasi/A/lencana.svg" alt="Terbaik &quot;I&quot;, 2026" width="240" height="80"></a>',
  );
});
