import type { RegencyWords } from '../regency.ts';
import type { Visit } from '../visit.ts';
import { foldName, isSameAgency } from './reading/agency-name.ts';
import { jsonLdObjects, type LdObject, namesOf, typesOf } from './reading/json-ld.ts';
import { homePage, lookedIn, readablePages } from './reading/pages.ts';
import { type Check, failed, measured, quote, unmeasured } from './reading/result.ts';

const ID = 'structured-data';
const WHERE = 'script[type="application/ld+json"]';

/** JSON-LD of a government organization that carries the agency's name. */
export const check: Check = (visit, regency) => {
  const pages = readablePages(visit);
  if (pages.length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  const objects = pages.flatMap((page) => jsonLdObjects(page.jsonLd).map((object) => ({ page, object })));
  const agencies = objects.filter(({ object }) =>
    typesOf(object).some((type) => regency.organizationTypes.includes(type)),
  );
  const hit = agencies.find(({ object }) => namesOf(object).some((name) => isThisAgency(visit, regency, name)));
  if (hit)
    return measured(ID, 1, [
      { url: hit.page.finalUrl, where: WHERE, text: `Nama ${quote(namesOf(hit.object)[0] ?? '')}` },
    ]);
  const [other] = agencies;
  if (other) return failed(ID, [{ url: other.page.finalUrl, where: WHERE, text: mismatch(other.object, visit) }]);
  const types = [...new Set(objects.flatMap(({ object }) => typesOf(object)))].slice(0, 6);
  const broken = pages.find((page) => page.jsonLd.length > 0 && jsonLdObjects(page.jsonLd).length === 0);
  const seen =
    types.length > 0 ? ` Yang ada: ${types.join(', ')}.` : broken ? ' JSON-LD yang ada tidak dapat dibaca.' : '';
  const text = `Tidak ada JSON-LD bertipe ${regency.organizationTypes.join(' atau ')}.${seen}`;
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  return failed(ID, [{ ...lookedIn(visit, text), where: WHERE }]);
};

/** Without a registered name (command line), the name must be the one the home page gives itself. */
function isThisAgency(visit: Visit, regency: RegencyWords, name: string): boolean {
  if (visit.entryName !== null) return isSameAgency(name, visit.entryName, regency);
  const home = homePage(visit);
  const shown = ` ${foldName(`${home?.title ?? ''} ${home?.text ?? ''}`)} `;
  return foldName(name) !== '' && shown.includes(` ${foldName(name)} `);
}

function mismatch(object: LdObject, visit: Visit): string {
  const name = namesOf(object)[0];
  if (!name) return 'JSON-LD ada, tetapi tanpa nama.';
  return `Nama ${quote(name)} tidak cocok dengan ${visit.entryName === null ? 'halaman depan' : quote(visit.entryName)}.`;
}
