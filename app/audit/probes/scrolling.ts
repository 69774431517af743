/** Run inside the page, between two pictures of it. */

declare global {
  interface Window {
    __stuck?: [HTMLElement, string, string][];
  }
}

/** The window and the whole page, CSS px. */
export function sizeOfPage(): { width: number; height: number; tall: number } {
  const root = document.scrollingElement ?? document.documentElement;
  return { width: innerWidth, height: innerHeight, tall: Math.max(root.scrollHeight, innerHeight) };
}

/**
 * Scrolls at once to a depth, also where the page scrolls smoothly, and waits a moment for what loads only then. Below
 * the top it hides what sticks to the window, since it would cover in every picture what is under it.
 * @returns CSS px that the page is scrolled now
 */
export async function scrollToDepth(top: number): Promise<number> {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const [element, value, priority] of window.__stuck ?? [])
    element.style.setProperty('visibility', value, priority);
  window.__stuck = [];
  scrollTo({ left: 0, top, behavior: 'instant' });
  await Promise.race([painted(), pause(300)]);
  const isComing = (image: HTMLImageElement) => {
    const { top: upper, bottom, width } = image.getBoundingClientRect();
    return !image.complete && width > 0 && bottom > 0 && upper < innerHeight;
  };
  for (let waited = 0; waited < 8 && [...document.images].some(isComing); waited++) await pause(100);
  if (scrollY > 0) {
    for (const element of [...document.querySelectorAll('body *')].slice(0, 20_000)) {
      if (!(element instanceof HTMLElement)) continue;
      const style = getComputedStyle(element);
      if (style.position !== 'fixed' && style.position !== 'sticky') continue;
      const box = element.getBoundingClientRect();
      const holdsTop = Math.abs(box.top - parseFloat(style.top)) < 2;
      const holdsBottom = Math.abs(innerHeight - box.bottom - parseFloat(style.bottom)) < 2;
      const isStuck = style.position === 'fixed' || holdsTop || holdsBottom;
      // What fills the window is the page itself, or its background.
      if (!isStuck || box.height > innerHeight / 2) continue;
      const { visibility } = element.style;
      window.__stuck.push([element, visibility, element.style.getPropertyPriority('visibility')]);
      element.style.setProperty('visibility', 'hidden', 'important');
    }
    await Promise.race([painted(), pause(100)]);
  }
  return scrollY;
}
