/**
 * Runs inside the page: decides what a visitor sees. `installSight` is sent to Chrome as source text, so it may use
 * nothing from outside its own body. It leaves its functions in `window.__sight` for the reader.
 */
export interface Sight {
  /** All elements of a selector, shadow roots included. */
  all(selector: string): Element[];
  /** Every shadow root, open or closed (see `openClosedRoots`), outer ones first. */
  shadows(): ShadowRoot[];
  /** Why a visitor cannot see the element; null when it is seen, or one click or hover opens it. */
  howHidden(element: Element): string | null;
  /** Short CSS path, unique within the document. */
  selectorOf(element: Element): string;
}

declare global {
  interface Window {
    __sight: Sight;
  }
}

export function installSight(): void {
  const CLEAR = /^(transparent|rgba\(\d+, \d+, \d+, 0(\.0[01]\d*)?\))$/;

  const closed = new Map((window.__closedRoots ?? []).map((root) => [root.host, root]));

  function shadows(root: Document | ShadowRoot = document): ShadowRoot[] {
    return [...root.querySelectorAll('*')].flatMap((host) => {
      const inner = host.shadowRoot ?? closed.get(host);
      return inner ? [inner, ...shadows(inner)] : [];
    });
  }

  function all(selector: string): Element[] {
    return [document, ...shadows()].flatMap((root) => [...root.querySelectorAll(selector)]);
  }

  function parentOf(element: Element): Element | null {
    if (element.assignedSlot) return element.assignedSlot;
    if (element.parentElement) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  }

  function* upwards(element: Element): Generator<Element> {
    for (let node: Element | null = element; node; node = parentOf(node)) yield node;
  }

  /**
   * Selectors that reveal something on hover, focus, check or a toggled class, without the part that toggles: a known
   * state, or any class set on top of another (`.slide.tampil`, `li.buka`).
   */
  const OPENED =
    /:hover|:focus-within|:focus|:checked|:target|\.(?:active|open|opened|show|shown|is-open|is-active|expanded|visible|toggled|nav-open|menu-open|collapsed)(?![\w-])|(?<=[\w\])-])\.[\w-]+/g;
  const revealing: string[] = [];
  function readRules(rules: CSSRuleList) {
    for (const rule of rules) {
      if ('cssRules' in rule && rule.cssRules instanceof CSSRuleList && !(rule instanceof CSSStyleRule)) {
        readRules(rule.cssRules);
      }
      if (!(rule instanceof CSSStyleRule) || rule.selectorText.search(OPENED) === -1) continue;
      const { display, visibility, opacity, maxHeight, height, left, right, top, transform, clipPath } = rule.style;
      const reveals =
        (display && display !== 'none') ||
        visibility === 'visible' ||
        Number(opacity) > 0 ||
        [maxHeight, height, left, right, top, transform, clipPath].some((value) => value && value !== '0px');
      if (!reveals) continue;
      for (const part of rule.selectorText.split(',')) {
        const plain = part.replace(OPENED, '').trim();
        if (part.search(OPENED) !== -1 && plain && !/[>+~]$|^[>+~]/.test(plain)) revealing.push(plain);
      }
    }
  }
  for (const sheet of document.styleSheets) {
    try {
      readRules(sheet.cssRules);
    } catch {
      // A style sheet of another origin is not readable.
    }
  }

  /** Whether the hidden container has something a visitor can operate that shows it. */
  const openable = new Map<Element, boolean>();
  function hasOpener(container: Element): boolean {
    const known = openable.get(container);
    if (known !== undefined) return known;
    const names = [
      ...(container.id ? [`#${CSS.escape(container.id)}`] : []),
      ...[...container.classList].map((name) => `.${CSS.escape(name)}`),
    ];
    const id = container.id ? CSS.escape(container.id) : null;
    const pointers = names.map((name) => `[data-bs-target="${name}"],[data-target="${name}"],[href="${name}"]`);
    if (id) pointers.push(`[aria-controls~="${id}"],[for="${id}"],[onclick*="${id}"]`);
    const before = container.previousElementSibling;
    const toggle = '[data-toggle],[data-bs-toggle],[aria-haspopup],[aria-expanded],summary';
    const found =
      (pointers.length > 0 && document.querySelector(pointers.join(',')) !== null) ||
      before?.matches(toggle) === true ||
      before?.querySelector(toggle) != null ||
      revealing.some((selector) => {
        try {
          return container.matches(selector);
        } catch {
          return false;
        }
      });
    openable.set(container, found);
    return found;
  }

  function boxOf(element: Element): DOMRect {
    const own = element.getBoundingClientRect();
    if (own.width > 1 && own.height > 1) return own;
    // A link around floated or absolute children has no box of its own.
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  }

  function sameColour(element: Element): boolean {
    if (!element.textContent?.trim() || element.querySelector('img,svg,picture,video,canvas,i,button')) return false;
    const style = getComputedStyle(element);
    if (style.textShadow !== 'none' || style.backgroundImage !== 'none') return false;
    const colour = style.webkitTextFillColor || style.color;
    if (CLEAR.test(colour)) return style.backgroundClip !== 'text';
    const box = element.getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    // In the viewport the stack under the text says what is behind it; elsewhere only the ancestors are known.
    const inView = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
    const stack = inView ? document.elementsFromPoint(x, y) : [];
    const behind = stack.includes(element) ? stack.slice(stack.indexOf(element)) : [...upwards(element)];
    for (const layer of [...behind, document.documentElement]) {
      const look = getComputedStyle(layer);
      if (layer !== element && layer.matches('img,video,canvas,svg,picture,iframe')) return false;
      if (look.backgroundImage !== 'none') return false;
      if (!CLEAR.test(look.backgroundColor)) return looksAlike(look.backgroundColor, colour);
      if (!inView && look.position !== 'static') return false;
      const pseudo = ['::before', '::after'].some((name) => getComputedStyle(layer, name).content !== 'none');
      if (pseudo && layer !== element) return false;
    }
    return looksAlike('rgb(255, 255, 255)', colour);
  }

  /** No eye tells these two opaque colours apart. */
  function looksAlike(one: string, other: string): boolean {
    const [a, b] = [one, other].map((colour) => colour.match(/[\d.]+/g)?.map(Number) ?? []);
    if (!a || !b || a.length !== b.length || (a[3] ?? 1) < 0.9 || (b[3] ?? 1) < 0.9) return one === other;
    return a.slice(0, 3).every((channel, at) => Math.abs(channel - (b[at] ?? 0)) <= 3);
  }

  /** Words pushed out of their own box, with no picture in their place. */
  function isPushedOut(element: Element, style: CSSStyleDeclaration): boolean {
    if (!element.textContent?.trim() || Math.abs(parseFloat(style.textIndent)) < 500) return false;
    const painted = [style, getComputedStyle(element, '::before'), getComputedStyle(element, '::after')];
    if (painted.some((look) => look.backgroundImage !== 'none' || look.maskImage !== 'none')) return false;
    return element.querySelector('img,svg,picture,canvas,video,i') === null;
  }

  function isCutAway({ clipPath, clip }: CSSStyleDeclaration): boolean {
    if (/inset\((50|100)%|circle\(0|polygon\((0(px|%)? 0(px|%)?(, )?)+\)/.test(clipPath)) return true;
    const edges = /^rect\((.+)\)$/.exec(clip)?.[1]?.split(/,?\s+/).map(parseFloat);
    if (!edges) return false;
    const [top = 0, right = 0, bottom = 0, left = 0] = edges;
    return right - left <= 1 || bottom - top <= 1;
  }

  function reason(element: Element): { how: string; container: Element } | null {
    const style = getComputedStyle(element);
    if (element.getClientRects().length === 0 && style.display !== 'contents') {
      const chain = [...upwards(element)];
      const container = chain.find((node) => getComputedStyle(node).display === 'none') ?? element;
      if (chain.some((node) => node instanceof HTMLDetailsElement && !node.open)) return null;
      if (!element.hasChildNodes() || style.display !== 'inline' || container !== element) {
        return { how: 'display', container };
      }
    }
    let opacity = 1;
    let container = element;
    for (const node of upwards(element)) {
      const look = getComputedStyle(node);
      opacity *= Number(look.opacity);
      if (Number(look.opacity) < 0.02) {
        container = node;
        // Animated in on scroll or hover.
        const eased = /opacity|all/.test(look.transitionProperty) && parseFloat(look.transitionDuration) > 0;
        if (eased || look.animationName !== 'none') opacity = 1;
      }
    }
    if (style.visibility !== 'visible') {
      const hider = [...upwards(element)].filter((node) => getComputedStyle(node).visibility !== 'visible').at(-1);
      return { how: 'visibility', container: hider ?? element };
    }
    if (opacity < 0.02) return { how: 'opacity', container };
    const box = boxOf(element);
    // An icon whose font did not load has no box; without words there is nothing to hide either.
    const icon = !element.textContent?.trim() && element.querySelector('i[class],span[class],svg,img') !== null;
    if (icon && (box.width <= 1 || box.height <= 1)) return null;
    if (box.width <= 1 || box.height <= 1 || parseFloat(style.fontSize) <= 1)
      return { how: 'tiny', container: element };
    for (const node of upwards(element)) {
      const look = getComputedStyle(node);
      const size = node.getBoundingClientRect();
      const clips = look.overflowX !== 'visible' && node !== document.body && node !== document.documentElement;
      if (clips && look.display !== 'inline' && (size.width <= 1 || size.height <= 1))
        return { how: 'tiny', container: node };
      if (isCutAway(look)) return { how: 'tiny', container: node };
      if (node !== element && look.contentVisibility === 'hidden') return { how: 'display', container: node };
      if (/opacity\(0(\.0[01]\d*)?\)/.test(look.filter)) return { how: 'opacity', container: node };
    }
    if (isPushedOut(element, style)) return { how: 'off-screen', container: element };
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || box.left + scrollX > Math.max(20_000, innerWidth)) {
      const outside = [...upwards(element)].filter((node) => {
        const rect = node.getBoundingClientRect();
        return rect.width > 0 && (rect.right + scrollX <= 0 || rect.bottom + scrollY <= 0 || rect.left > 20_000);
      });
      return { how: 'off-screen', container: outside.at(-1) ?? element };
    }
    return sameColour(element) ? { how: 'same-colour', container: element } : null;
  }

  function howHidden(element: Element): string | null {
    const found = reason(element);
    if (!found) return null;
    if (found.how === 'same-colour') return found.how;
    for (const node of upwards(found.container)) if (node !== document.body && hasOpener(node)) return null;
    return found.how;
  }

  function selectorOf(element: Element): string {
    const parts: string[] = [];
    for (let node: Element | null = element; node && parts.length < 5; node = node.parentElement) {
      if (node.id && document.querySelectorAll(`#${CSS.escape(node.id)}`).length === 1) {
        parts.unshift(`#${CSS.escape(node.id)}`);
        return parts.join(' > ');
      }
      const tag = node.localName;
      const twins = node.parentElement
        ? [...node.parentElement.children].filter((other) => other.localName === tag)
        : [];
      parts.unshift(twins.length > 1 ? `${tag}:nth-of-type(${twins.indexOf(node) + 1})` : tag);
      if (tag === 'body') break;
    }
    return parts.join(' > ');
  }

  window.__sight = { all, shadows: () => shadows(), howHidden, selectorOf };
}
