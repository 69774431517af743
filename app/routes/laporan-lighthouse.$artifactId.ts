import { randomBytes } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { lighthouseHtml, storedLighthouse } from '#app/audit/lighthouse-html.server.ts';
import { roles } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { mayReadEvidence } from '#app/judging/evidence-access.server.ts';
import { foreignPageHeaders } from '#app/security.ts';

/** Lighthouse's own report of one run, for those who may see it. It quotes the audited site, so it runs outside our origin. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, roles, { hidden: true });
  const id = z.uuid().safeParse(params.artifactId);
  const stored = id.success ? await storedLighthouse(id.data) : null;
  if (!stored || !(await mayReadEvidence(viewer, stored.entry))) throw notFound();
  if (!stored.finished && viewer.role !== 'organizer') throw notFound();
  const nonce = randomBytes(16).toString('base64');
  return new Response(await lighthouseHtml(stored.lhr, nonce), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...foreignPageHeaders(nonce) },
  });
}
