import { comparableAddress } from './reading/hosts.ts';
import { answerOf, couldNotTell } from './reading/requests.ts';
import { type Check, failed, measured, unmeasured } from './reading/result.ts';

const ID = 'real-404';

/** An address of our making must answer 404 or 410; a page that only says so ("soft 404") or a jump home fails. */
export const check: Check = (visit) => {
  const probe = visit.notFoundProbe;
  if (!probe) return unmeasured(ID, 'Alamat acak belum sempat diperiksa.');
  const { url, status } = probe;
  if (status === 404 || status === 410)
    return measured(ID, 1, [{ url, text: `Alamat yang tidak ada dijawab dengan status ${status}.` }]);
  // 503 is also what an overloaded server says to a robot.
  if (couldNotTell(probe) || probe.error !== null || status === 503) {
    return unmeasured(ID, `Jawaban untuk alamat yang tidak ada tidak dapat dipastikan: ${answerOf(probe)}`, url);
  }
  const home = [visit.entryUrl, visit.finalUrl ?? visit.entryUrl].map(comparableAddress);
  const goesHome = probe.redirects.length > 0 && home.includes(comparableAddress(probe.finalUrl));
  const text = goesHome
    ? `Alamat yang tidak ada dialihkan ke halaman depan (${probe.finalUrl}), bukan dijawab 404.`
    : `Alamat yang tidak ada dijawab dengan status ${status}, bukan 404.`;
  return failed(ID, [{ url, text }]);
};
