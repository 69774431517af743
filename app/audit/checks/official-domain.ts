import { domainOf, hostOf, isUnder } from './reading/hosts.ts';
import { type Check, measuredUnlessZero, unmeasured } from './reading/result.ts';

const ID = 'official-domain';

/** Where the visitor ends: 2 under the regency's registered domain, 1 under another official one, 0 elsewhere. */
export const check: Check = (visit, regency) => {
  const address = visit.finalUrl;
  if (address === null || hostOf(address) === '') return unmeasured(ID, 'Alamat akhir situs tidak diketahui.');
  const host = hostOf(address);
  const portal = domainOf(`https://${regency.portalDomain}/`) || regency.portalDomain;
  const official = regency.officialSuffixes.some((suffix) => isUnder(host, suffix));
  const value = isUnder(host, portal) ? 2 : official ? 1 : 0;
  const verdict = [
    `${host} bukan domain resmi pemerintah.`,
    `${host} domain pemerintah, tetapi bukan di bawah ${portal}.`,
    `${host} berada di bawah ${portal}.`,
  ][value];
  const evidence = [{ url: address, text: verdict ?? host }];
  if (domainOf(visit.entryUrl) !== domainOf(address)) {
    evidence.push({
      url: visit.entryUrl,
      text: `Alamat terdaftar dialihkan ke domain lain: ${domainOf(visit.entryUrl)} → ${domainOf(address)}.`,
    });
  }
  return measuredUnlessZero(ID, value, evidence);
};
