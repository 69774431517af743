/** Run inside the page, after `installSight`: everything that PageRecord takes from the document. */
import type { HiddenText, LinkRecord, PageRecord } from '../visit.ts';

/** What is kept in the page between reading it as a phone and looking at it again as a desktop. */
interface Watched {
  links: { element: Element; href: string; kind: LinkRecord['kind'] }[];
  texts: { element: Element; text: string }[];
  /** Why each element cannot be seen; null once it was seen. */
  carriers: Map<Element, string | null>;
}

declare global {
  interface Window {
    __watched: Watched;
  }
}

export type PageReading = Pick<
  PageRecord,
  'title' | 'lang' | 'text' | 'viewportMeta' | 'overflow360' | 'overflowSelector' | 'jsonLd' | 'feeds' | 'searchForms'
> & {
  /** Images, videos or drawings of more than a few pixels that a visitor sees. */
  pictures: number;
};

/** `steps` is the number of screens scrolled through, so that what appears on scrolling is seen. */
export async function readPage(steps: number): Promise<PageReading> {
  const { all, shadows, howHidden, selectorOf } = window.__sight;
  const clean = (text: string | null | undefined, length: number) =>
    (text ?? '').replace(/\s+/g, ' ').trim().slice(0, length);
  const absolute = (href: string) => {
    try {
      return new URL(href, document.baseURI).href;
    } catch {
      return '';
    }
  };

  /** The innermost element without which the document would be narrower; found by taking elements away for a moment. */
  function widener(root: HTMLElement): Element {
    let culprit: Element = document.body;
    for (;;) {
      const child = [...culprit.children].find((element) => {
        if (!(element instanceof HTMLElement)) return false;
        const before = root.scrollWidth;
        const display = element.style.display;
        element.style.setProperty('display', 'none', 'important');
        const narrower = root.scrollWidth < before;
        element.style.display = display;
        return narrower;
      });
      if (!child) return culprit;
      culprit = child;
    }
  }

  function overflow(): { px: number; selector: string | null } {
    const root = document.documentElement;
    const clipped = [root, document.body].some((node) => node && /hidden|clip/.test(getComputedStyle(node).overflowX));
    const px = Math.max(0, Math.max(root.scrollWidth, document.body?.scrollWidth ?? 0) - 360);
    // A page that cannot be pushed sideways has nothing sticking out for its visitor.
    if (px === 0 || clipped) return { px: 0, selector: null };
    let widest: Element | null = null;
    let edge = 361;
    const contents = document.createRange();
    for (const element of document.body.querySelectorAll('*')) {
      const own = element.getBoundingClientRect();
      // Words that do not break stick out of their own element.
      contents.selectNodeContents(element);
      const wordy = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      const right = (wordy ? Math.max(own.right, contents.getBoundingClientRect().right) : own.right) + scrollX;
      if (own.width < 1 || right <= edge) continue;
      let apart = false;
      for (let node: Element | null = element; node && node !== document.body; node = node.parentElement) {
        const style = getComputedStyle(node);
        if (style.position === 'fixed' || (node !== element && style.overflowX !== 'visible')) apart = true;
      }
      if (apart) continue;
      widest = element;
      edge = right;
    }
    return { px, selector: selectorOf(widest ?? widener(root)) };
  }

  /** `innerText` stops at shadow roots; of an element that is not shown it gives what nobody sees. */
  const shadowText = (root: ShadowRoot) =>
    [...root.children]
      .filter((element) => element instanceof HTMLElement && element.getClientRects().length > 0)
      .map((element) => (element instanceof HTMLElement ? element.innerText : ''))
      .join('\n');

  scrollTo(0, 0);
  const beyond = overflow();

  const carriers = new Map<Element, string | null>();
  const note = (element: Element) => {
    if (carriers.get(element) !== null) carriers.set(element, howHidden(element));
  };
  const links: { element: Element; href: string; kind: LinkRecord['kind'] }[] = [];
  for (const element of all('a[href],area[href]')) {
    const raw = element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
    const href = absolute(raw.trim());
    if (href) links.push({ element, href, kind: element.localName === 'area' ? 'area' : 'anchor' });
  }
  for (const element of all('[onclick],[data-href]')) {
    const script = element.getAttribute('onclick') ?? '';
    const target = /(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\()\s*['"`]([^'"`]+)/.exec(
      script,
    )?.[1];
    const href = absolute(target ?? element.getAttribute('data-href') ?? '');
    if ((target || element.hasAttribute('data-href')) && href) links.push({ element, href, kind: 'onclick' });
  }
  for (const element of all('form[action]')) {
    links.push({ element, href: absolute(element.getAttribute('action') ?? ''), kind: 'form' });
  }
  for (const element of all('iframe[src]')) {
    const href = absolute(element.getAttribute('src') ?? '');
    if (/^https?:/.test(href)) links.push({ element, href, kind: 'iframe' });
  }
  const texts: { element: Element; text: string }[] = [];
  for (const root of [document.body ?? document.documentElement, ...shadows()]) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && texts.length < 8000; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = clean(node.textContent, 300);
      if (!element || text.length < 3 || element.closest('script,style,noscript,template,option,textarea,svg'))
        continue;
      texts.push({ element, text });
    }
  }
  const watched = [...links.map(({ element }) => element), ...texts.map(({ element }) => element)];
  watched.forEach(note);
  const height = document.documentElement.scrollHeight;
  const screens = Math.min(steps, Math.ceil(height / innerHeight));
  for (let step = 1; step <= screens; step++) {
    scrollTo(0, (step * Math.max(0, height - innerHeight)) / screens);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const [element, how] of carriers) if (how !== null) note(element);
  }
  scrollTo(0, 0);

  window.__watched = { links, texts, carriers };

  const words = /(^|[^a-z])(search|cari|pencarian|telusuri|query|keyword|kata.?kunci)([^a-z]|$)/i;
  // A box outside every form is run by a script, or by nothing.
  const boxes = 'form,input:not([type]),input[type=text],input[type=search],input[type=""]';
  const searchForms = all(boxes).flatMap((element) => {
    const form = element instanceof HTMLFormElement ? element : null;
    if (!form && element.closest('form')) return [];
    const inputs = form ? [...form.querySelectorAll('input,textarea,select')] : [element];
    const typed = inputs.filter((input) =>
      input.matches('input:not([type]),input[type=text],input[type=search],input[type=""]'),
    );
    const forbidden = inputs.some((input) =>
      input.matches('textarea,[type=password],[type=email],[type=tel],[type=file],[type=number],[type=date]'),
    );
    const input = typed[0];
    if (typed.length !== 1 || !input || forbidden) return [];
    const name = input.getAttribute('name') ?? '';
    const said = [element, input].flatMap((node) =>
      ['role', 'id', 'class', 'action', 'name', 'placeholder', 'aria-label', 'title', 'type'].map((key) =>
        (node.getAttribute(key) ?? '').replace(/([a-z])([A-Z])/g, '$1 $2'),
      ),
    );
    if (!/^(s|q|k|cari|search|keyword)$/i.test(name) && !said.some((text) => words.test(text))) return [];
    return [
      {
        selector: selectorOf(element),
        action: form ? absolute(form.getAttribute('action') ?? '') || location.href : '',
        method: form ? (form.getAttribute('method') ?? 'get').toLowerCase() : 'none',
        inputName: name,
        visible: howHidden(input) === null,
      },
    ];
  });

  return {
    title: document.title,
    lang: document.documentElement.getAttribute('lang'),
    text: [document.body?.innerText ?? '', ...shadows().map(shadowText)].join('\n').trim().slice(0, 200_000),
    viewportMeta: all('meta[name=viewport i]').map((meta) => meta.getAttribute('content') ?? ''),
    overflow360: Math.round(beyond.px),
    overflowSelector: beyond.selector,
    jsonLd: all('script[type="application/ld+json"]').map((script) => (script.textContent ?? '').slice(0, 50_000)),
    feeds: all('link[rel~=alternate][href]').flatMap((link) => {
      const type = link.getAttribute('type') ?? '';
      return /rss|atom|feed\+json/i.test(type) ? [{ href: absolute(link.getAttribute('href') ?? ''), type }] : [];
    }),
    searchForms,
    pictures: all('img,video,canvas,svg,picture,object,embed').filter((element) => {
      const { width, height: tall } = element.getBoundingClientRect();
      return width > 8 && tall > 8;
    }).length,
  };
}

/**
 * Looks once more at what the phone hid, now as a desktop, and gives links and hidden texts: what either of the two
 * shows, a visitor can see.
 */
export function readSeen(): Pick<PageRecord, 'links' | 'hidden'> {
  const { howHidden, selectorOf } = window.__sight;
  const { links, texts, carriers } = window.__watched;
  const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  for (const [element, how] of carriers) if (how !== null) carriers.set(element, howHidden(element));
  const hidden = new Map<string, HiddenText>();
  for (const { element, text } of texts) {
    const how = carriers.get(element);
    if (!how) continue;
    const box = element.parentElement && carriers.get(element.parentElement) === how ? element.parentElement : element;
    const selector = selectorOf(box);
    const earlier = hidden.get(selector);
    if (earlier) earlier.text = `${earlier.text} ${text}`.slice(0, 1000);
    else if (hidden.size < 300) hidden.set(selector, { selector, text, how });
  }
  return {
    links: links.slice(0, 3000).map(({ element, href, kind }) => ({
      href,
      text: clean(
        (element instanceof HTMLElement && element.innerText) ||
          element.getAttribute('aria-label') ||
          element.querySelector('img[alt]')?.getAttribute('alt') ||
          element.getAttribute('title') ||
          element.textContent,
      ),
      kind,
      visible: carriers.get(element) === null,
      selector: selectorOf(element),
      rel: element.getAttribute('rel'),
    })),
    hidden: [...hidden.values()],
  };
}
