/**
 * Words and hosts the checks look for. They live in regency.default.json; a regency that differs has a file of its
 * own beside it with its `portalDomains` and only the keys that differ. `{portal}` in a host is the portal domain.
 */
import { z } from 'zod';
import { localizedText } from '#app/rubric/rubric.schema.ts';
import defaults from './regency.default.json' with { type: 'json' };
import karanganyar from './regency.karanganyar.json' with { type: 'json' };

const words = z.array(z.string().min(1));
const pattern = z.string().refine(compiles, { message: 'not a regular expression' });

export const regencyDocument = z.strictObject({
  /** Portal domains the file is for; empty in the default. */
  portalDomains: words,
  /** Name of the regency; without it, taken from the portal domain. */
  name: z.string().min(1).optional(),
  /** Name of the province: agencies may carry it behind their own name. */
  province: z.string().min(1).optional(),
  /** Hosts every site must link; any one spelling of `hosts` will do. */
  requiredHosts: z.array(z.strictObject({ id: z.string(), name: localizedText, hosts: words.min(1) })).min(1),
  /**
   * Complaint services. One counts as shown by a link to one of its hosts or to one of its numbers; while no number
   * is known, by a contact link that carries one of its words.
   */
  complaintServices: z
    .array(z.strictObject({ id: z.string(), name: localizedText, words, hosts: words, numbers: words }))
    .min(1),
  /** National services; `markup` is looked for in the page as sent (widgets that are scripts). */
  nationalServices: z.array(z.strictObject({ id: z.string(), name: localizedText, hosts: words, markup: words })),
  officialSuffixes: words,
  openDataHosts: words,
  /** schema.org types that name a government agency. */
  organizationTypes: words.min(1),
  /** Words in addresses or link texts of the pages most worth reading. */
  pagesThatMatter: words,
  /** Regular expressions over whole addresses: buttons that share a page, never a profile or a contact. */
  shareLinks: z.array(pattern),
  /** Words beside which a typed number is a contact. */
  contactWords: z.strictObject({ whatsapp: words, sms: words, phone: words, fax: words }),
  /** What a search says when it found nothing. */
  noResultsWords: words,
  /** What a page says that does not exist, although it was answered with 200. */
  notFoundWords: words,
  /**
   * Documents that a citizen expects, told to the judges of content with a link; never points. Each is known by one
   * of its words standing whole in the text or the address of a link.
   */
  documents: z.array(z.strictObject({ id: z.string(), name: localizedText, words: words.min(1) })),
  /** Labels of numbers with 16 digits: `identity` of a person's, `other` of those that only look like one. */
  numberLabels: z.strictObject({ identity: words, other: words }),
  gambling: z.strictObject({
    /** Words of advertisements for gambling. */
    words: words.min(1),
    /** Words that news (and bird breeders: "burung gacor") use too: one alone is no advertisement. */
    newsWords: words,
    /** Beginnings of words that show a text is about fighting gambling. */
    against: words,
    hosts: words,
    hostPatterns: z.array(pattern),
    /** Hosts the patterns never mean. */
    allowedHosts: z.array(pattern),
  }),
});

export type RegencyDocument = z.infer<typeof regencyDocument>;

/** What an edition of a contest keeps of its own: only the keys that differ from the files. */
export const regencyEdits = regencyDocument.partial();

/** The words of one regency, hosts written out. */
export type RegencyWords = RegencyDocument & { name: string; portalDomain: string };

const override = regencyEdits.required({ portalDomains: true });
const files = [karanganyar].map((file) => override.parse(file));
const base = regencyDocument.parse(defaults);

/**
 * The words for the regency with this portal domain (a host without scheme or `www.`, e.g. `karanganyarkab.go.id`;
 * a port is ignored). An unknown one gets the default words with its own hosts.
 * @param edits what the edition keeps of its own (contests.regencyWords); null or absent: nothing
 * @throws ZodError when the edits are no part of a regencyDocument
 */
export function regencyFor(portalDomain: string, edits?: unknown): RegencyWords {
  return resolveRegency({ ...regencyDocumentFor(portalDomain), ...regencyEdits.parse(edits ?? {}) }, portalDomain);
}

/** The files' document for a portal domain, `{portal}` not yet written out: what an organizer starts editing from. */
export function regencyDocumentFor(portalDomain: string): RegencyDocument {
  const portal = plainDomain(portalDomain);
  return { ...base, ...files.find((file) => file.portalDomains.includes(portal)) };
}

/** Writes the portal domain into the hosts of a document (the default, or one an organizer edited). */
export function resolveRegency(document: RegencyDocument, portalDomain: string): RegencyWords {
  const portal = plainDomain(portalDomain);
  const fill = (hosts: string[]) => hosts.map((host) => host.replaceAll('{portal}', portal).toLowerCase());
  const withHosts = <T extends { hosts: string[] }>(items: T[]) =>
    items.map((item) => ({ ...item, hosts: fill(item.hosts) }));
  return {
    ...document,
    portalDomain: portal,
    name: document.name ?? nameFromDomain(portal),
    requiredHosts: withHosts(document.requiredHosts),
    complaintServices: withHosts(document.complaintServices),
    nationalServices: withHosts(document.nationalServices),
    openDataHosts: fill(document.openDataHosts),
  };
}

function plainDomain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/:].*$/, '')
    .replace(/^www\./, '');
}

/** `karanganyarkab.go.id` -> `karanganyar`. */
function nameFromDomain(portal: string): string {
  return (portal.split('.')[0] ?? portal).replace(/(kab|kota)$/, '');
}

function compiles(text: string): boolean {
  try {
    new RegExp(text, 'i');
    return true;
  } catch {
    return false;
  }
}
