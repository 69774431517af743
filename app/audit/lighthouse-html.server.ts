import { gunzipSync } from 'node:zlib';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { db } from '#db/client.server.ts';
import { artifacts, audits, entries } from '#db/schema.ts';
import { putImages } from './speed/report-images.ts';

export interface StoredLighthouse {
  entry: { id: string; agencyId: string };
  /** A report of an audit still on its way would tell when a pass runs. */
  finished: boolean;
  /** LHR JSON as Lighthouse wrote it: it quotes the audited pages. */
  lhr: unknown;
}

/** More than any report we store; a longer one is damaged. */
const LARGEST_LHR = 100_000_000;

/** The stored Lighthouse result of one run with its pictures put back; null when there is none of that id, or it is damaged. */
export async function storedLighthouse(artifactId: string): Promise<StoredLighthouse | null> {
  const [row] = await db()
    .select({ artifact: artifacts, state: audits.state, entry: { id: entries.id, agencyId: entries.agencyId } })
    .from(artifacts)
    .innerJoin(audits, eq(audits.id, artifacts.auditId))
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .where(and(eq(artifacts.id, artifactId), eq(artifacts.kind, 'lighthouse')));
  if (!row) return null;
  const lhr = unpacked(row.artifact.data);
  if (lhr === null) return null;
  const { auditId, run } = row.artifact;
  const [pictures] = await db()
    .select({ data: artifacts.data })
    .from(artifacts)
    .where(and(eq(artifacts.auditId, auditId), eq(artifacts.kind, 'lighthouse-images'), eq(artifacts.run, run)));
  // Without its pictures a report is still the run behind the score.
  const images = reportImages.safeParse(pictures ? unpacked(pictures.data) : {});
  return {
    entry: row.entry,
    finished: row.state === 'done',
    lhr: images.success ? putImages(lhr, images.data) : lhr,
  };
}

const reportImages = z.record(z.string(), z.string());

function unpacked(gz: Buffer): unknown {
  try {
    return JSON.parse(gunzipSync(gz, { maxOutputLength: LARGEST_LHR }).toString('utf8'));
  } catch {
    return null;
  }
}

/** Its menu sends the result to a viewer elsewhere, or saves what the sandbox does not let it save. */
const WITHOUT_TOOLS = '<style>.lh-tools{display:none}</style>';

/**
 * Lighthouse's own page of one result. Only its two scripts carry the nonce: what an audited page wrote stays text even
 * if it found a way into the markup. The third script of its template, which writes the result to the console, goes.
 * @throws when the result lacks what Lighthouse's template asks for
 */
export async function lighthouseHtml(lhr: unknown, nonce: string): Promise<string> {
  const { ReportGenerator } = await import('lighthouse/report/generator/report-generator.js');
  type Result = Parameters<typeof ReportGenerator.generateReportHtml>[0];
  // No `<` of the result survives in the script (Lighthouse writes \u003c), so the markup around it is the template's.
  return ReportGenerator.generateReportHtml(lhr as Result)
    .replace('<html lang="en">', '<html lang="id">')
    .replace('</head>', `${WITHOUT_TOOLS}</head>`)
    .replace("<script>console.log('window.__LIGHTHOUSE_JSON__', __LIGHTHOUSE_JSON__);</script>", '')
    .replace('<script>window.__LIGHTHOUSE_JSON__', `<script nonce="${nonce}">window.__LIGHTHOUSE_JSON__`)
    .replace(/<\/script>\s*<script>/, `</script><script nonce="${nonce}">`);
}
