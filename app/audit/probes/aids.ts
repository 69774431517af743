/** Runs inside the page after `installSight`: what helps a visitor to print it and to fill in its forms. */
import type { PageAids } from '../visit.ts';

export function readAids(): PageAids {
  const { all, howHidden, selectorOf } = window.__sight;

  const printsBy = (element: Element) =>
    /\bprint\s*\(/.test(`${element.getAttribute('onclick') ?? ''} ${element.getAttribute('href') ?? ''}`) ||
    /(^|[^a-z])(cetak|print)([^a-z]|$)/i.test(
      [element.textContent, element.getAttribute('title'), element.getAttribute('aria-label'), element.className]
        .join(' ')
        .slice(0, 200),
    );
  const button = all('button,[role=button],a[href],input[type=button]').find(
    (element) => printsBy(element) && howHidden(element) === null,
  );

  function hasPrintStyle(): boolean {
    if (all('link[rel~=stylesheet][media~=print]').length > 0) return true;
    return [...document.styleSheets].some((sheet) => {
      try {
        // A library's own few rules for print (Bootstrap's, WordPress's) are no print view of this page.
        const own = sheet.href === null || new URL(sheet.href).host === location.host;
        if (!own || /bootstrap|wp-includes|fontawesome|font-awesome/i.test(sheet.href ?? '')) return false;
        return [...sheet.cssRules].some(
          (rule) => rule instanceof CSSMediaRule && /\bprint\b/.test(rule.media.mediaText),
        );
      } catch {
        // A style sheet of another origin is not readable.
        return false;
      }
    });
  }

  const fields = all('input,select,textarea').filter(
    (element) =>
      !element.matches('[type=hidden],[type=submit],[type=button],[type=reset],[type=image],[disabled]') &&
      howHidden(element) === null,
  );
  const textOf = (element: Element | null) => (element?.textContent ?? '').trim();
  // A placeholder goes away with the first letter: it names nothing.
  const isNamed = (field: Element) =>
    (field.getAttribute('aria-label') ?? '').trim() !== '' ||
    (field.getAttribute('title') ?? '').trim() !== '' ||
    (field.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .some((id) => id !== '' && textOf(document.getElementById(id)) !== '') ||
    ('labels' in field &&
      field.labels instanceof NodeList &&
      [...field.labels].some((label) => label instanceof Element && textOf(label) !== ''));

  return {
    printView: button ? selectorOf(button) : hasPrintStyle() ? '@media print' : null,
    fields: fields.length,
    unlabelled: fields
      .filter((field) => !isNamed(field))
      .slice(0, 10)
      .map(selectorOf),
  };
}
