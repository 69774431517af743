/** The home page of a visit: opened, recognised, or classified. */
import type { Browser } from 'puppeteer';
import type { EgressProxy } from './egress-proxy.ts';
import { AuditFailure, classifyError, isCertificateError } from './failure.ts';
import { notOurs } from './network.ts';
import { answerFailure, homeFailure } from './probes/identity.ts';
import { pageInTurn } from './probes/in-turn.ts';
import { type OpenedPage, openPage, patienceFor } from './probes/page.ts';
import { portray } from './probes/portrait.ts';
import { closeTab } from './probes/tab.ts';
import type { Surroundings } from './surroundings.ts';
import type { Visit } from './visit.ts';

const HOME_SCREENS = 10;

/**
 * Opens the home page. Behind the proxy Chrome's codes blur, so the proxy's own record is asked first.
 * @throws AuditFailure with its classification; Chrome's own error for a bad certificate
 */
export async function openHome(
  browser: Browser,
  { entryUrl: url, home }: Visit,
  proxy: EgressProxy,
  { manner, request }: Surroundings,
): Promise<OpenedPage> {
  const { userAgent } = manner;
  try {
    return await pageInTurn(manner, url, (onLoaded) =>
      openPage(browser, url, {
        screens: HOME_SCREENS,
        withPicture: true,
        userAgent,
        patienceMs: patienceFor(request),
        onLoaded,
        keepsTab: true,
      }),
    );
  } catch (error) {
    if (isCertificateError(error) || error instanceof AuditFailure) throw error;
    const failure = classifyError(error);
    // Chrome shows no page for an error without a body and tells no status: the plain answer does.
    const answered = failure.code === 'http-status' && home ? answerFailure(home) : null;
    if (answered) throw new AuditFailure(answered);
    const { hostname, port, protocol } = new URL(url);
    const noted = proxy.failureOf(hostname.replace(/^\[|\]$/g, ''), Number(port || (protocol === 'https:' ? 443 : 80)));
    const lost = error instanceof Error && error.message.includes('net::ERR_');
    const unreached = lost && /ERR_(SOCKS|PROXY|TUNNEL|CONNECTION)_/.test(error.message);
    const refused = unreached && proxy.refused.size > 0 && noted === undefined;
    if (refused) throw new AuditFailure('refused-address', [...proxy.refused].join(', '));
    throw new AuditFailure(await notOurs(lost && noted ? classifyError(noted.error) : failure, hostname));
  }
}

/**
 * Keeps the record and the phone's picture also of a page that is then found not to be the site.
 * @throws AuditFailure when it is not
 */
export function readHome(visit: Visit, { record, pictures, picture }: OpenedPage): void {
  visit.pages = [record];
  visit.finalUrl = record.finalUrl;
  if (picture) visit.screenshots.push(picture);
  const failure = homeFailure({ ...record, pictures });
  if (failure) throw new AuditFailure(failure);
}

/** Pictures the home page as the phone shows it, before anything else is read, and closes its tab. Never throws. */
export async function portrayHome(visit: Visit, { record, tab }: OpenedPage): Promise<void> {
  if (!tab) return;
  const { finalUrl: url, title } = record;
  await portray({ page: tab, url, title, place: 0 }, 'phone', (screen) => void visit.screens?.push(screen));
  await closeTab(tab);
}
