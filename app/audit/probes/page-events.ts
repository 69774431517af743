/** What a page says of itself while it loads: complaints, insecure requests, what did not come. */
import type { ConsoleMessage, HTTPResponse, Page } from 'puppeteer';
import { isReservedName } from '../network.ts';
import type { ConsoleRecord } from '../visit.ts';

export interface PageEvents {
  console: ConsoleRecord[];
  /** http: addresses asked for by an https page. */
  insecure: Set<string>;
  /** Scripts and style sheets of other hosts that did not arrive. */
  lost: { url: string; type: string }[];
  /** Answers for the tab's own document, as they come: a script or a meta refresh may lead on from the first. */
  documents: HTTPResponse[];
}

const MAX_COMPLAINTS = 200;

/** Begins to listen; what is returned fills while the page lives. */
export function listenTo(page: Page): PageEvents {
  const events: PageEvents = { console: [], insecure: new Set(), lost: [], documents: [] };
  const add = (entry: ConsoleRecord) => {
    if (events.console.length < MAX_COMPLAINTS) events.console.push({ ...entry, text: entry.text.slice(0, 500) });
  };
  page.on('console', (message: ConsoleMessage) => {
    const text = message.text();
    const mixed = /requested an insecure [^']*'(http:[^']+)'/.exec(text)?.[1];
    if (mixed) events.insecure.add(mixed);
    if (message.type() !== 'error' || mixed) return;
    const source = message.location().url ?? '';
    add({ text, source, kind: text.startsWith('Failed to load resource') ? 'resource' : 'console' });
  });
  page.on('pageerror', (error) => {
    const thrown = error instanceof Error ? error : new Error(String(error));
    const source = /(https?:\/\/[^\s)]+?)(:\d+)*\)?$/m.exec(thrown.stack ?? '')?.[1] ?? '';
    add({ text: `${thrown.name}: ${thrown.message}`, source, kind: 'exception' });
  });
  page.on('requestfailed', (request) => {
    if (!URL.canParse(page.url())) return;
    const [own, asked] = [new URL(page.url()), new URL(request.url())];
    // On an https page every visitor's browser refuses the http script; and some names exist for nobody.
    const forAll = (own.protocol === 'https:' && asked.protocol === 'http:') || isReservedName(asked.hostname);
    const type = request.resourceType();
    const shaping = type === 'script' || type === 'stylesheet';
    if (asked.host !== own.host && !forAll && shaping) events.lost.push({ url: request.url(), type });
  });
  page.on('request', (request) => {
    const document = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (!document && request.url().startsWith('http:')) events.insecure.add(request.url());
  });
  page.on('response', (response) => {
    const own = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    if (own && (response.status() < 300 || response.status() >= 400)) events.documents.push(response);
  });
  return events;
}

/** Chrome asks for /favicon.ico by itself when the page names no icon: not the page's error. */
export function isBrowserIcon(entry: ConsoleRecord, html: string): boolean {
  return entry.kind === 'resource' && /\/favicon\.ico$/.test(entry.source) && !/rel=["']?[^"'>]*icon/i.test(html);
}
