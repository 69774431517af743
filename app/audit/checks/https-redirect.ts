import type { Visit } from '../visit.ts';
import { domainOf } from './reading/hosts.ts';
import { answerOf, couldNotTell } from './reading/requests.ts';
import { type Check, failed, measured, unmeasured } from './reading/result.ts';

const ID = 'https-redirect';

/** What a visitor meets who types no scheme: a redirect to https of this site. A closed port 80 is as good. */
export const check: Check = (visit) => {
  const probe = visit.httpProbe;
  if (!probe) return unmeasured(ID, 'Alamat http:// belum sempat diperiksa.');
  const { url } = probe;
  const target = probe.redirects.find((hop) => hop.to.startsWith('https:'));
  const isLoop = probe.error?.code === 'redirect-loop';
  if (target && isOwn(visit, target.to) && !isLoop && !fallsBack(probe.finalUrl, probe.error === null)) {
    return measured(ID, 1, [{ url, where: 'Location', text: `Dialihkan (status ${target.status}) ke ${target.to}` }]);
  }
  if (target && !isLoop) {
    const end = isOwn(visit, target.to) ? probe.finalUrl : target.to;
    return failed(ID, [{ url, where: 'Location', text: `Dialihkan ke ${end}, bukan ke https situs yang sama.` }]);
  }
  if (probe.error?.code === 'refused')
    return measured(ID, 1, [{ url, text: 'Port http tertutup; hanya HTTPS yang melayani.' }]);
  // A firewall that drops packets is a closed port too, known only because https did answer.
  if (probe.error?.code === 'timeout' && visit.finalUrl?.startsWith('https:')) {
    return measured(ID, 1, [{ url, text: 'Port http tidak menjawab; hanya HTTPS yang melayani.' }]);
  }
  if (couldNotTell(probe) || probe.error?.code === 'timeout' || probe.error?.code === 'connection-lost') {
    return unmeasured(ID, `Alamat http:// tidak dapat dipastikan: ${answerOf(probe)}.`, url);
  }
  return failed(ID, [{ url, text: `Alamat http:// dijawab tanpa pengalihan ke https (${answerOf(probe)}).` }]);
};

function isOwn(visit: Visit, address: string): boolean {
  return [visit.entryUrl, visit.finalUrl ?? visit.entryUrl].some((own) => domainOf(own) === domainOf(address));
}

/** http -> https -> http again protects nobody. */
function fallsBack(finalUrl: string, arrived: boolean): boolean {
  return arrived && finalUrl.startsWith('http:');
}
