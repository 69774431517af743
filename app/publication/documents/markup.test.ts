import { expect, test } from 'vitest';
import { html, written } from './markup.ts';

test('what a person typed is text, whatever it looks like', () => {
  const name = `<script>alert(1)</script> & "Dinas" 'X'`;
  expect(written(html`<p title="${name}">${name}</p>`)).toBe(
    '<p title="&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Dinas&quot; &#39;X&#39;">' +
      '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Dinas&quot; &#39;X&#39;</p>',
  );
});

test('markup and lists of it go in as they are, nothing leaves no trace', () => {
  expect(written(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${null}${false}${undefined}</ul>`)).toBe(
    '<ul><li>1</li><li>2</li></ul>',
  );
});
